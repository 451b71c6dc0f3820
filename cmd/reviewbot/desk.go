package main

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"strconv"
	"time"

	"reviewbot/adapters/discord"
	"reviewbot/adapters/telegram"
	"reviewbot/bot"
	"reviewbot/bot/keeper"
	"reviewbot/bot/moderate"
	"reviewbot/bot/store"
	"reviewbot/bot/store/sqlstore"
	"reviewbot/knowledge"
	"reviewbot/knowledge/evaluate"
)

// limits reads the settings of limits; the error joins a message for each
// that is wrong.
func (s settings) limits() (bot.Limits, error) {
	var l bot.Limits
	var errs []error
	for _, setting := range []struct {
		name, value string
		to          *int
	}{{"ASKER_LIMIT", s.AskerLimit, &l.Asker}, {"CHAT_LIMIT", s.ChatLimit, &l.Chat}, {"EDIT_LIMIT", s.EditLimit, &l.Edits}} {
		n, err := strconv.Atoi(setting.value)
		if err != nil || n < 0 || n > 100_000 {
			errs = append(errs, fmt.Errorf("%s: write how many a minute, 0 to 100000; 0 is no limit", setting.name))
		}
		*setting.to = n
	}
	var err error
	if l.Cooldown, err = time.ParseDuration(s.Cooldown); err != nil || l.Cooldown < 0 || l.Cooldown > 24*time.Hour {
		errs = append(errs, errors.New("ANSWER_COOLDOWN: write a time such as 90s or 5m, up to 24h; 0s repeats every answer"))
	}
	return l, errors.Join(errs...)
}

// approvals reads MODERATION_APPROVALS.
func (s settings) approvals() (bool, error) {
	switch s.Approvals {
	case "", "0":
		return false, nil
	case "1":
		return true, nil
	}
	return false, errors.New("MODERATION_APPROVALS: write 1 if every edit waits for a second moderator, else 0")
}

// moderation is what the settings say of who may do what, and how much.
type moderation struct {
	rights    bot.Rights
	limits    bot.Limits
	approvals bool
}

// moderation reads those settings and tells all their faults.
func (s settings) moderation() (moderation, error) {
	var m moderation
	var errs [3]error
	m.rights, errs[0] = bot.ParseRights(s.Owners, s.Moderators)
	m.limits, errs[1] = s.limits()
	m.approvals, errs[2] = s.approvals()
	if err := errors.Join(errs[:]...); err != nil {
		return m, usageError{err}
	}
	return m, nil
}

// desk makes the bot with all that moderators need. The keeper publishes to
// the bot, and the desk catches up with the keeper.
func (a *app) desk(s *service, f *facts, config sqlstore.Config, log *slog.Logger) error {
	m, err := a.settings.moderation()
	if err != nil {
		return err
	}
	tests, err := packTests(f)
	if err != nil {
		return usageError{err}
	}
	s.keeper, err = keeper.New(keeper.Config{
		Store: s.store, Pack: f.pack, Log: log, Publish: func(e bot.Edition) { s.bot.Publish(e) },
	})
	if err != nil {
		return err
	}
	s.bot = bot.New(bot.Config{
		Rights: m.rights, Limits: m.limits, Kept: s.store, Keys: s.keys, Retention: config.Retention, Log: log,
		Key: []byte(s.keys.Asker("program", "key", "buttons")),
		Modules: []bot.Module{moderate.New(moderate.Config{
			Store: s.store, Keeper: s.keeper, Tests: tests, Approvals: m.approvals, Logs: a.settings.logs(), Log: log,
		})},
	})
	return nil
}

// logs are the platforms that have a moderators' log; the terminal has none.
func (s settings) logs() []string {
	var out []string
	if s.DiscordLog != "" {
		out = append(out, discord.Platform)
	}
	if s.TelegramLog != "" {
		out = append(out, telegram.Platform)
	}
	return out
}

// packTests are the questions with known answers of a pack, for the gate.
func packTests(f *facts) ([]moderate.Test, error) {
	file, err := f.files.Open("questions.jsonl")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("questions.jsonl: %w", err)
	}
	defer file.Close()
	questions, err := evaluate.ReadQuestions(file)
	if err != nil {
		return nil, fmt.Errorf("questions.jsonl: %w", err)
	}
	var paragraphs []string
	for n := 1; n <= f.pack.Source.Review.Paragraphs(); n++ {
		text, _ := f.pack.Source.Review.Paragraph(n)
		paragraphs = append(paragraphs, text)
	}
	out := make([]moderate.Test, len(questions))
	for i, q := range questions {
		out[i] = moderate.Test{Text: q.Question, Negative: !q.Answerable, Right: func(a knowledge.Answer) bool {
			right, _ := evaluate.Judge(q, evaluate.Record(a), paragraphs)
			return right
		}}
	}
	return out, nil
}

var (
	_ bot.Keeper     = (*sqlstore.Store)(nil)
	_ moderate.Store = store.Store(nil)
)
