package discord

import (
	"context"
	"fmt"

	"reviewbot/bot"
)

// Platform is Discord's name in the bot's words.
func (a *Adapter) Platform() string { return Platform }

// Notify sends a reply to a person, by direct message, or to the moderators'
// log where the address is empty. An address that is not reached any more is
// [bot.ErrGone].
func (a *Adapter) Notify(ctx context.Context, address string, r bot.Reply) error {
	channel := a.LogID
	if a.Token == "" || address == "" && channel == "" || address != "" && !snowflake.MatchString(address) {
		return fmt.Errorf("discord: notify: %w", bot.ErrGone)
	}
	if address != "" {
		var err error
		if channel, err = a.rest.direct(ctx, address); err != nil {
			return goneOr(err)
		}
	}
	_, err := a.rest.send(ctx, channel, a.view.compose(r, layout{}), patient)
	return goneOr(err)
}

// goneOr marks the refusals that stay.
func goneOr(err error) error {
	if err == nil {
		return nil
	}
	if is(err, codeUnknownChannel, codeCannotMessageUser, codeMissingAccess, codeMissingPermission) {
		return fmt.Errorf("discord: notify: %w: %w", bot.ErrGone, err)
	}
	return fmt.Errorf("discord: notify: %w", err)
}

var _ bot.Notifier = (*Adapter)(nil)
