package discord

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"
)

// Run registers the commands and keeps the gateway open, until the context is
// done; then what was begun is ended. The error is one that trying again does
// not mend, and says what to set.
func (a *Adapter) Run(ctx context.Context) error {
	defer a.following.Wait()
	if a.Token == "" {
		<-ctx.Done()
		return nil
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return a.prepare(ctx) })
	if a.Gateway {
		group.Go(func() error { a.work(ctx); return nil })
		group.Go(func() error { return a.gatewayOrNil(ctx) })
	}
	err := group.Wait()
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

func (a *Adapter) gatewayOrNil(ctx context.Context) error {
	if err := a.gateway(ctx); err != nil && ctx.Err() == nil {
		return err
	}
	return nil
}

// prepare registers the commands and looks at how the application is set,
// again and again while Discord cannot be reached.
func (a *Adapter) prepare(ctx context.Context) error {
	for pause := a.times.pause; ; pause = min(2*pause, a.times.maxPause) {
		err := a.register(ctx)
		if err == nil {
			a.advise(ctx)
			return nil
		}
		if refused(err) {
			return fmt.Errorf("discord: %s: %w", closeWords[4004], err)
		}
		if ctx.Err() != nil {
			return nil
		}
		a.log.WarnContext(ctx, "the commands are not registered", "err", err, "again_in", pause)
		if sleep(ctx, pause) != nil {
			return nil
		}
	}
}

// advise logs where the settings and the application do not fit together.
func (a *Adapter) advise(ctx context.Context) {
	app, err := a.rest.application(ctx)
	if err != nil {
		return
	}
	for _, warning := range a.mismatch(app) {
		a.log.WarnContext(ctx, warning)
	}
}

// mismatch tells where the settings and the application do not fit together.
func (a *Adapter) mismatch(app application) []string {
	var out []string
	if app.ID != "" && app.ID != a.AppID {
		out = append(out, "DISCORD_APP_ID is not the id of the token's application, which is "+app.ID)
	}
	if a.PublicKey != "" && app.Key != "" && app.Key != a.PublicKey {
		out = append(out, "DISCORD_PUBLIC_KEY is not the key of the token's application")
	}
	switch {
	case app.Endpoint != "" && a.PublicKey == "":
		out = append(out, "the application has an interactions endpoint, and DISCORD_PUBLIC_KEY is not set: commands and buttons do not come here")
	case app.Endpoint == "" && !a.Gateway:
		out = append(out, "the application has no interactions endpoint and the gateway is off: commands and buttons do not come here; set the endpoint to PUBLIC_URL"+Path)
	}
	return out
}

// Reach asks Discord about the token and the application, and tells what it
// found, a line each. An error is what does not work.
func (a *Adapter) Reach(ctx context.Context) ([]string, error) {
	if a.Token == "" {
		return []string{"discord: HTTP interactions alone, at " + Path}, nil
	}
	app, err := a.rest.application(ctx)
	if refused(err) {
		return nil, fmt.Errorf("discord: %s", closeWords[4004])
	}
	if err != nil {
		return nil, err
	}
	out := []string{fmt.Sprintf("discord: application %s (%s)", app.Name, app.ID)}
	for _, m := range a.mismatch(app) {
		out = append(out, "discord: "+m)
	}
	if a.Gateway {
		info, err := a.rest.gateway(ctx)
		if err != nil {
			return out, err
		}
		out = append(out, fmt.Sprintf("discord: gateway: shards %d, sessions left today %d", info.Shards, info.Start.Remaining))
	}
	if a.LogID != "" {
		if err := a.rest.do(ctx, "GET", "/channels/"+a.LogID, nil, nil, prompt); err != nil {
			return out, fmt.Errorf("discord: DISCORD_LOG_CHANNEL_ID: the bot does not see that channel: %w", err)
		}
		out = append(out, "discord: the log channel is there")
	}
	return out, nil
}
