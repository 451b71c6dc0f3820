package main

import (
	"errors"
	"log/slog"
	"net"
	"strings"

	"reviewbot/adapters/discord"
	"reviewbot/bot"
)

// discord is the configuration of the Discord adapter; false if it is not
// set. The error joins all faults of its settings.
func (s settings) discord(log *slog.Logger) (discord.Config, bool, error) {
	token, err := secretOf("DISCORD_TOKEN", s.DiscordToken, s.DiscordTokenFile)
	if token == "" && s.DiscordKey == "" {
		return discord.Config{}, false, err
	}
	c := discord.Config{
		Token: token, AppID: s.DiscordApp, GuildID: s.DiscordGuild, PublicKey: s.DiscordKey, LogID: s.DiscordLog,
		APIURL: s.DiscordAPI, Gateway: token != "" && s.DiscordGateway != "off", PublicURL: s.PublicURL, Log: log,
	}
	faults := append(c.Check(), err)
	if s.DiscordGateway != "" && s.DiscordGateway != "on" && s.DiscordGateway != "off" {
		faults = append(faults, errors.New("DISCORD_GATEWAY: write on or off"))
	}
	if s.PublicURL != "" && !isURL(s.PublicURL) {
		faults = append(faults, errors.New("PUBLIC_URL: write an address such as https://bot.example.org"))
	}
	if _, _, err := net.SplitHostPort(s.Listen); s.DiscordKey != "" && err != nil {
		faults = append(faults, errors.New("LISTEN_ADDR: write HOST:PORT or :PORT, such as :8080"))
	}
	return c, true, errors.Join(faults...)
}

// checkDiscord asks Discord whether its settings work, if there are any.
func (a *app) checkDiscord() error {
	config, set, err := a.settings.discord(slog.New(slog.DiscardHandler))
	if err != nil {
		return usageError{err}
	}
	if !set {
		return nil
	}
	d, err := discord.Open(config)
	if err != nil {
		return err
	}
	lines, err := d.Reach(a.ctx)
	if len(lines) > 0 {
		err = errors.Join(a.print("check", bot.Plain(strings.Join(lines, "\n")+"\n")), err)
	}
	return err
}
