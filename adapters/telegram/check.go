package telegram

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// checkWithin is how long a check may take.
const checkWithin = 20 * time.Second

// Check asks Telegram whether the settings work and returns what it says, a
// line each. It changes nothing.
func (a *Adapter) Check(ctx context.Context) ([]string, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, checkWithin, fmt.Errorf("telegram: no answer in %v: is TELEGRAM_API_URL right, and the network up?", checkWithin))
	defer cancel()
	var me struct {
		tgbotapi.User
		AllMessages bool `json:"can_read_all_group_messages"`
		Inline      bool `json:"supports_inline_queries"`
	}
	if err := a.send.call(ctx, "getMe", tgbotapi.Params{}, &me); err != nil {
		if k := understand(err).kind; k == denied || k == missing {
			return nil, errToken(err)
		}
		return nil, err
	}
	out := []string{"telegram: @" + me.UserName}
	if !me.Inline {
		out = append(out, "telegram: inline mode is off: turn it on at @BotFather (/setinline)")
	}
	if me.AllMessages {
		out = append(out, "telegram: privacy mode is off: the bot sees all messages of its groups, and answers mentions in them")
	} else {
		out = append(out, "telegram: privacy mode is on: in groups the bot sees commands and replies to it")
	}
	info, err := a.webhookInfo(ctx)
	if err != nil {
		return out, err
	}
	out = append(out, a.delivery(info)...)
	return a.checkLog(ctx, out)
}

// delivery tells how updates come, and whether that is as it should be.
func (a *Adapter) delivery(info webhookInfo) []string {
	var out []string
	waiting := strconv.Itoa(info.Pending) + " updates wait"
	switch {
	case !a.webhooks() && info.URL == "":
		return []string{"telegram: polling; " + waiting}
	case !a.webhooks():
		return []string{"telegram: a webhook is set at " + host(info.URL) + ": reviewbot deletes it when it starts, and polls; " + waiting}
	case info.URL != a.webhookURL():
		out = append(out, "telegram: the webhook is not set yet: reviewbot sets it when it starts; "+waiting)
	default:
		out = append(out, "telegram: the webhook is set; "+waiting)
	}
	if info.LastError != "" {
		at := time.Unix(info.LastDate, 0).UTC().Format(time.DateTime)
		out = append(out, "telegram: its last failure, "+at+" UTC: "+info.LastError)
	}
	return out
}

func (a *Adapter) webhookURL() string {
	return strings.TrimRight(a.PublicURL, "/") + WebhookPath
}

// checkLog tells whether the moderators' log can be reached.
func (a *Adapter) checkLog(ctx context.Context, out []string) ([]string, error) {
	if a.LogChat == 0 {
		return out, nil
	}
	var c struct {
		Title string `json:"title"`
	}
	err := a.send.call(ctx, "getChat", tgbotapi.Params{"chat_id": strconv.FormatInt(a.LogChat, 10)}, &c)
	if err != nil {
		return out, fmt.Errorf("%w: TELEGRAM_LOG_CHAT_ID: add the bot to that chat, or correct the number", err)
	}
	return append(out, "telegram: moderators' log: "+strconv.Quote(c.Title)), nil
}
