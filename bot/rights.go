package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"slices"
	"strings"
)

// Rights says who may edit. The zero Rights let nobody.
type Rights struct{ owners, moderators []entry }

// entry is one who has a right: discord:role:ID, discord:user:ID,
// telegram:user:ID or telegram:chat:ID, the administrators of that chat.
type entry struct{ platform, sort, id string }

func (e entry) String() string { return e.platform + ":" + e.sort + ":" + e.id }

var entryPattern = regexp.MustCompile(`^(?:(discord):(role|user):([0-9]{1,20})|(telegram):(?:(user):([0-9]{1,20})|(chat):(-?[0-9]{1,20})))$`)

// ParseRights reads the settings OWNERS and MODERATORS. The error joins a
// message for each entry that is none.
func ParseRights(owners, moderators string) (Rights, error) {
	o, errO := parseEntries("OWNERS", owners)
	m, errM := parseEntries("MODERATORS", moderators)
	return Rights{o, m}, errors.Join(errO, errM)
}

func parseEntries(setting, list string) ([]entry, error) {
	var out []entry
	var faults []error
	for s := range strings.SplitSeq(list, ",") {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		m := entryPattern.FindStringSubmatch(s)
		if m == nil {
			faults = append(faults, fmt.Errorf("%s: %q names nobody: write discord:role:ID, discord:user:ID, telegram:user:ID or telegram:chat:ID, separated by commas", setting, s))
			continue
		}
		parts := strings.SplitN(s, ":", 3)
		out = append(out, entry{parts[0], parts[1], parts[2]})
	}
	return out, errors.Join(faults...)
}

// of is the level of who sent an event: what the adapter vouched for, raised
// by the entries that fit. Nobody stays nobody. need is the level that
// matters; a platform is asked only if something may depend on it.
func (r Rights) of(ctx context.Context, ev Event, need Level, log *slog.Logger) Level {
	switch {
	case ev.Level == Nobody || ev.Level > Owner:
		return Nobody
	case ev.Level >= need:
		return ev.Level
	case r.fits(ctx, ev, r.owners, log):
		return Owner
	case ev.Level < Moderator && r.fits(ctx, ev, r.moderators, log):
		return Moderator
	}
	return ev.Level
}

// fits tells whether an entry is of who sent an event. Those that the event
// itself decides are looked at first.
func (r Rights) fits(ctx context.Context, ev Event, entries []entry, log *slog.Logger) bool {
	if ev.Who.User == "" {
		return false
	}
	for _, e := range entries {
		if e.platform != ev.Who.Platform {
			continue
		}
		switch e.sort {
		case "user":
			if e.id == ev.Who.User {
				return true
			}
		case "role":
			if slices.Contains(ev.Roles, e.id) {
				return true
			}
		}
	}
	for _, e := range entries {
		if e.platform == ev.Who.Platform && e.sort == "chat" && administers(ctx, ev, e.id, log) {
			return true
		}
	}
	return false
}

// administers asks the platform; a failed check denies.
func administers(ctx context.Context, ev Event, chat string, log *slog.Logger) bool {
	if ev.Chats == nil || ev.Who.User == "" {
		return false
	}
	yes, err := ev.Chats.Administers(ctx, ev.Who, chat)
	if err != nil {
		log.WarnContext(ctx, "who administers the chat cannot be told: denied", "platform", ev.Who.Platform, "err", err)
		return false
	}
	return yes
}
