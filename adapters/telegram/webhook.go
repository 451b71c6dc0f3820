package telegram

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// WebhookPath is where the webhook is served, below the public URL.
const WebhookPath = "/telegram/webhook"

// Limits of the webhook.
const (
	maxUpdate   = 1 << 20          // bytes
	answerIn    = 20 * time.Second // then Telegram is asked to come again
	maxWaiting  = 1000             // updates under way
	maxLane     = 10               // updates of one chat that wait: it must not take up all connections
	connections = 100              // deliveries at once: the most that the Bot API allows
)

// webhookInfo is what getWebhookInfo returns.
type webhookInfo struct {
	URL       string `json:"url"`
	Pending   int    `json:"pending_update_count"`
	LastError string `json:"last_error_message"`
	LastDate  int64  `json:"last_error_date"`
}

func (a *Adapter) webhookInfo(ctx context.Context) (webhookInfo, error) {
	var info webhookInfo
	err := a.send.surely(ctx, "getWebhookInfo", tgbotapi.Params{}, &info)
	return info, err
}

// endWebhook makes way for polling. Updates that wait are kept.
func (a *Adapter) endWebhook(ctx context.Context) error {
	info, err := a.webhookInfo(ctx)
	if err != nil || info.URL == "" {
		return err
	}
	a.log.Info("deleting the webhook: updates will be polled", "was", host(info.URL))
	return a.send.surely(ctx, "deleteWebhook", tgbotapi.Params{}, nil)
}

// serveWebhook has updates delivered to the handler until the context is done.
// The webhook stays set: others may serve it, and what is not taken waits.
func (a *Adapter) serveWebhook(ctx context.Context, in *intake) error {
	work, stop := context.WithCancelCause(context.WithoutCancel(ctx))
	a.hook.Store(&hook{
		intake: in, done: work.Done(),
		take: func(raw json.RawMessage, id int) *entry { return in.take(work, raw, id) },
	})
	params := tgbotapi.Params{
		"url":             a.webhookURL(),
		"secret_token":    a.WebhookSecret,
		"allowed_updates": allowedUpdates,
		"max_connections": strconv.Itoa(connections),
	}
	err := a.send.surely(ctx, "setWebhook", params, nil)
	if err == nil {
		a.log.Info("updates come by webhook", "host", host(params["url"]))
		<-ctx.Done()
	}
	a.hook.Store(nil)
	a.drain(in, stop)
	return a.ended(ctx, err)
}

// hook is what the handler needs; it is there while updates are taken. What is
// taken is handled beyond the request that brought it.
type hook struct {
	intake *intake
	take   func(raw json.RawMessage, id int) *entry
	done   <-chan struct{} // closed when no more is handled
}

// Handler serves the webhook, to be mounted at WebhookPath. It refuses what
// does not carry the secret, and answers 200 when the update is finished and
// 503 where Telegram shall come again.
func (a *Adapter) Handler() http.Handler {
	want := sha256.Sum256([]byte(a.WebhookSecret))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got := sha256.Sum256([]byte(r.Header.Get("X-Telegram-Bot-Api-Secret-Token")))
		switch h := a.hook.Load(); {
		case a.WebhookSecret == "" || subtle.ConstantTimeCompare(got[:], want[:]) != 1:
			http.Error(w, "the secret token is missing or wrong", http.StatusUnauthorized)
		case r.Method != http.MethodPost:
			w.Header().Set("Allow", http.MethodPost)
			http.Error(w, "updates are posted", http.StatusMethodNotAllowed)
		case h == nil || h.intake.underway() >= maxWaiting:
			http.Error(w, "come again", http.StatusServiceUnavailable)
		default:
			a.delivered(w, r, h)
		}
	})
}

// delivered takes in an update and waits until it is finished.
func (a *Adapter) delivered(w http.ResponseWriter, r *http.Request, h *hook) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpdate))
	if err != nil {
		http.Error(w, "the update cannot be read", http.StatusRequestEntityTooLarge)
		return
	}
	var head struct {
		ID int `json:"update_id"`
	}
	if json.Unmarshal(body, &head) != nil || head.ID == 0 {
		a.log.Error("update skipped: it has no number")
		return
	}
	if h.intake.crowded(body, head.ID) {
		http.Error(w, "come again", http.StatusServiceUnavailable)
		return
	}
	e := h.take(body, head.ID)
	timer := time.NewTimer(answerIn)
	defer timer.Stop()
	select {
	case <-e.done:
	case <-h.done:
		http.Error(w, "come again", http.StatusServiceUnavailable)
	case <-timer.C:
		http.Error(w, "come again", http.StatusServiceUnavailable)
	case <-r.Context().Done():
	}
}

// crowded tells whether an update is new, and so many of its chat wait that it
// shall come again later.
func (in *intake) crowded(raw json.RawMessage, id int) bool {
	in.mu.Lock()
	_, known := in.known[id]
	in.mu.Unlock()
	var u update
	return !known && json.Unmarshal(raw, &u) == nil && in.lanes.waiting(u.lane()) >= maxLane
}

// host is what may be shown of a URL: its path may hold a secret.
func host(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return "(not a URL)"
	}
	return u.Host
}
