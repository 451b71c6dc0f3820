package discordtest

import (
	"net/http"
)

// getCommands gives the commands as the API does: with ids and versions, and
// with localisations only where they are asked for.
func (s *Server) getCommands(r *http.Request, _ any) (int, any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := []object{}
	for _, c := range s.commands[r.PathValue("guild")] {
		c = clone(c)
		if r.URL.Query().Get("with_localizations") != "true" {
			unlocalise(c)
		}
		out = append(out, c)
	}
	return http.StatusOK, out
}

func unlocalise(c object) {
	delete(c, "name_localizations")
	delete(c, "description_localizations")
	for _, o := range list(c["options"]) {
		if option, ok := o.(object); ok {
			unlocalise(option)
		}
	}
}

// putCommands replaces all commands of a scope.
func (s *Server) putCommands(r *http.Request, body any) (int, any) {
	for _, why := range checkCommands(list(body), r.PathValue("guild") == "") {
		s.fault("PUT commands: %s", why)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.puts++
	kept := []object{}
	for _, v := range list(body) {
		c, _ := clone(v).(object)
		c["id"], c["application_id"], c["version"] = s.idLocked(), s.AppID, s.idLocked()
		if c["type"] == nil {
			c["type"] = 1.0
		}
		if p := c["default_member_permissions"]; p != nil {
			c["default_member_permissions"] = compact(p) // comes back as a string
		}
		kept = append(kept, c)
	}
	s.commands[r.PathValue("guild")] = kept
	return http.StatusOK, kept
}

// Commands are the registered commands of a guild, or the global ones of "".
func (s *Server) Commands(guild string) []map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	return clone(s.commands[guild])
}

// CommandPuts counts the bulk overwrites.
func (s *Server) CommandPuts() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.puts
}

// SpoilCommands changes what is registered, as another program might.
func (s *Server) SpoilCommands(guild string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.commands[guild]; len(c) > 0 {
		s.commands[guild] = c[1:]
	}
}

// command finds a registered command by name and type.
func (s *Server) command(name string, kind int) object {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, scope := range []string{s.GuildID, ""} {
		for _, c := range s.commands[scope] {
			if c["name"] == name && number(c["type"]) == kind {
				return clone(c)
			}
		}
	}
	return nil
}
