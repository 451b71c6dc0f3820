package telegram

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// publicAPI is where Telegram itself serves the Bot API.
const publicAPI = "https://api.telegram.org"

// maxResponse is how much of a response is read, in bytes: 100 updates with
// texts of 4096 characters and their entities keep well within.
const maxResponse = 16 << 20

// client calls methods of the Bot API, each once. Its errors never hold the
// token.
type client struct {
	api     tgbotapi.BotAPI
	http    *http.Client
	timeout time.Duration // of a call, beside what the server was asked to wait
}

func newClient(token, base string, timeout time.Duration) *client {
	if base == "" {
		base = publicAPI
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = maxOpen
	c := &client{http: &http.Client{Transport: transport}, timeout: timeout}
	c.api.Token = token
	// The library writes the token and the method into this by Sprintf.
	c.api.SetAPIEndpoint(strings.ReplaceAll(strings.TrimRight(base, "/"), "%", "%%") + "/bot%s/%s")
	return c
}

// call calls a method and decodes what it returns into result, unless that is
// nil. The wait is what the server was asked to wait for.
func (c *client) call(ctx context.Context, method string, params tgbotapi.Params, result any, wait time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, c.timeout+wait)
	defer cancel()
	api := c.api // its own client carries this call's context
	api.Client = carrier{ctx, c.http}
	resp, err := api.MakeRequest(method, params)
	if err != nil {
		return c.scrub(method, err)
	}
	if result == nil {
		return nil
	}
	if err := json.Unmarshal(resp.Result, result); err != nil {
		return fmt.Errorf("telegram: %s: result: %w", method, err)
	}
	return nil
}

// scrub names the method and takes out what could hold the token: a URL, or
// what a proxy echoed.
func (c *client) scrub(method string, err error) error {
	if outer := (*url.Error)(nil); errors.As(err, &outer) {
		err = outer.Err
	}
	if strings.Contains(err.Error(), c.api.Token) {
		err = errors.New(strings.ReplaceAll(err.Error(), c.api.Token, "…"))
	}
	return fmt.Errorf("telegram: %s: %w", method, err)
}

// statusError is a response that the Bot API itself did not write: a proxy's
// page, or one that is cut short.
type statusError int

func (e statusError) Error() string {
	return fmt.Sprintf("status %d, and no answer of the Bot API", int(e))
}

// carrier is an HTTP client for one call: the library knows no contexts.
type carrier struct {
	ctx  context.Context
	http *http.Client
}

// Do sends the request with the call's context. What comes back but is no
// JSON object is an error with the status.
func (c carrier) Do(req *http.Request) (*http.Response, error) {
	resp, err := c.http.Do(req.WithContext(c.ctx))
	if err != nil {
		return nil, err
	}
	body := bufio.NewReader(io.LimitReader(resp.Body, maxResponse))
	if start, err := body.Peek(1); err != nil || start[0] != '{' {
		resp.Body.Close()
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		return nil, statusError(resp.StatusCode)
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{body, resp.Body}
	return resp, nil
}
