package telegram

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// kind says what is to be done about a call that failed.
type kind uint8

const (
	passing  kind = iota // no answer, or a proxy's: again, for as long as it takes
	broken               // the server failed at this request: again, but not for ever
	flooded              // again after a wait
	migrated             // again, to the supergroup that the group became
	refused              // the request is wrong: our fault
	markup               // the formatting is wrong: again as plain text
	same                 // an edit that changes nothing
	stale                // a query that can no longer be answered
	gone                 // blocked, removed, deleted, no right: nobody to tell
	conflict             // another program polls, or a webhook is set
	denied               // the token is wrong or revoked
	missing              // no such method, or no such bot
	stopped              // the context is done
)

// gonePhrases are how Telegram says that a chat, a message or a right is not
// there any more. It gives no code of its own to them.
var gonePhrases = []string{
	"chat not found", "user not found", "user is deactivated", "peer_id_invalid", "not enough rights", "have no rights", "need administrator rights",
	"chat_write_forbidden", "chat_restricted", "chat_admin_required", "topic_closed", "topic_deleted", "message thread not found",
	"message to edit not found", "message to be replied not found", "message can't be edited", "message to delete not found",
	"message can't be deleted", "message_id_invalid", "group chat was deactivated", "chat_send_plain_forbidden",
}

// fault is a failed call, understood.
type fault struct {
	kind kind
	wait time.Duration // of flooded
	to   int64         // of migrated
}

// understand says what is to be done about a failed call.
func understand(err error) fault {
	api := (*tgbotapi.Error)(nil)
	switch {
	case !errors.As(err, &api):
		return fault{kind: transport(err)}
	case api.MigrateToChatID != 0:
		return fault{kind: migrated, to: api.MigrateToChatID}
	}
	switch code := api.Code; {
	case code == http.StatusTooManyRequests:
		return fault{kind: flooded, wait: time.Duration(max(api.RetryAfter, 1)) * time.Second}
	case code == http.StatusUnauthorized:
		return fault{kind: denied}
	case code == http.StatusNotFound:
		return fault{kind: missing}
	case code == http.StatusConflict:
		return fault{kind: conflict}
	case code == http.StatusForbidden:
		return fault{kind: gone}
	case code >= 500:
		return fault{kind: broken}
	}
	return fault{kind: byText(strings.ToLower(api.Message))}
}

// byText tells refusals apart where only their words do.
func byText(message string) kind {
	has := func(s string) bool { return strings.Contains(message, s) }
	switch {
	case has("message is not modified"):
		return same
	case has("query is too old"), has("query id is invalid"):
		return stale
	case has("can't parse entities"):
		return markup
	}
	for _, phrase := range gonePhrases {
		if has(phrase) {
			return gone
		}
	}
	return refused
}

// transport is what failed below the Bot API. A call's own time limit is a
// fault of the network; the end of its caller's context is not.
func transport(err error) kind {
	if errors.Is(err, context.Canceled) {
		return stopped
	}
	var status statusError
	if errors.As(err, &status) && status < 500 && status != http.StatusTooManyRequests && status != http.StatusRequestTimeout && status != http.StatusOK {
		return broken
	}
	return passing
}
