package discord

import (
	"context"
	"crypto/rand"
	"net/http"
)

// The codes of refusals that mean something to us.
const (
	codeUnknownChannel    = 10003
	codeUnknownMessage    = 10008
	codeMissingAccess     = 50001
	codeCannotMessageUser = 50007
	codeMissingPermission = 50013
	codeAcknowledged      = 40060
)

// created is a message that was made.
type created struct {
	ID        string `json:"id"`
	ChannelID string `json:"channel_id"`
}

// nonced is a message that is made once, however often it is sent.
type nonced struct {
	post
	Nonce   string `json:"nonce"`
	Enforce bool   `json:"enforce_nonce"`
}

// send posts a message to a channel and returns its id. A repeated try makes
// no second message.
func (c *rest) send(ctx context.Context, channel string, m post, e effort) (string, error) {
	const nonce = 25 // characters at most
	m.Flags &^= flagEphemeral
	var out created
	err := c.do(ctx, http.MethodPost, "/channels/"+channel+"/messages", nonced{m, rand.Text()[:nonce], true}, &out, e)
	return out.ID, err
}

// respond sends the first response to an interaction that came by the gateway.
// It returns the id of the message that it made, if any. That it was answered
// before can only be by an earlier try.
func (c *rest) respond(ctx context.Context, i *interaction, r response) (string, error) {
	var out struct {
		Resource struct {
			Message created `json:"message"`
		} `json:"resource"`
	}
	path := "/interactions/" + i.ID + "/" + i.Token + "/callback?with_response=true"
	err := c.do(ctx, http.MethodPost, path, r, &out, prompt)
	if is(err, codeAcknowledged) {
		err = nil
	}
	return out.Resource.Message.ID, err
}

func webhook(i *interaction) string { return "/webhooks/" + i.AppID + "/" + i.Token }

// followUp sends a message after the first response.
func (c *rest) followUp(ctx context.Context, i *interaction, m post) error {
	return c.do(ctx, http.MethodPost, webhook(i)+"?with_components=true", m, nil, patient)
}

// editOriginal edits the message of the first response, or makes it where the
// response was deferred.
func (c *rest) editOriginal(ctx context.Context, i *interaction, m post) error {
	m.Flags &^= flagEphemeral
	return c.do(ctx, http.MethodPatch, webhook(i)+"/messages/@original", m, nil, patient)
}

// deleteOriginal deletes that message. One that is gone is no error.
func (c *rest) deleteOriginal(ctx context.Context, i *interaction) error {
	err := c.do(ctx, http.MethodDelete, webhook(i)+"/messages/@original", nil, nil, patient)
	if is(err, codeUnknownMessage) {
		return nil
	}
	return err
}

// direct opens the channel of direct messages with a user.
func (c *rest) direct(ctx context.Context, user string) (string, error) {
	var out created
	err := c.do(ctx, http.MethodPost, "/users/@me/channels", map[string]string{"recipient_id": user}, &out, patient)
	return out.ID, err
}

// application is what the application is set to.
type application struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Key      string `json:"verify_key"`
	Endpoint string `json:"interactions_endpoint_url"`
}

func (c *rest) application(ctx context.Context) (application, error) {
	var out application
	err := c.do(ctx, http.MethodGet, "/applications/@me", nil, &out, patient)
	return out, err
}

// gateway is where the gateway is and how it is to be entered.
type gatewayInfo struct {
	URL    string `json:"url"`
	Shards int    `json:"shards"`
	Start  struct {
		Remaining      int   `json:"remaining"`
		ResetAfter     int64 `json:"reset_after"` // milliseconds
		MaxConcurrency int   `json:"max_concurrency"`
	} `json:"session_start_limit"`
}

func (c *rest) gateway(ctx context.Context) (gatewayInfo, error) {
	var out gatewayInfo
	err := c.do(ctx, http.MethodGet, "/gateway/bot", nil, &out, patient)
	return out, err
}
