package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"reviewbot/bot/store"
	"reviewbot/bot/store/sqlstore"
)

// errUnkept comes with a key that could not be kept: it lasts as long as the
// program runs.
var errUnkept = errors.New("secret key: it cannot be kept beside the database, so this run has one of its own: set SECRET_KEY, or give reviewbot the right to write there")

// keys are made from SECRET_KEY or the file that SECRET_KEY_FILE names; beside
// a database file of SQLite a key is made if there is none. With errUnkept the
// keys can be used.
func (s settings) keys(place sqlstore.Place) (store.Keys, error) {
	key := []byte(s.SecretKey)
	var err error
	switch {
	case s.SecretKey != "" && s.SecretKeyFile != "":
		err = errors.New("SECRET_KEY and SECRET_KEY_FILE are both set: keep one")
	case s.SecretKeyFile != "":
		key, err = readSecret("SECRET_KEY_FILE", s.SecretKeyFile)
	case s.SecretKey == "" && place.Postgres:
		err = errors.New("SECRET_KEY is not set: with PostgreSQL all replicas need the same one; make it with \"openssl rand -base64 48\"")
	case s.SecretKey == "":
		key, err = keyBeside(place.File + ".key")
	}
	if err != nil && !errors.Is(err, errUnkept) {
		return store.Keys{}, err
	}
	keys, fault := store.NewKeys(key)
	if fault != nil {
		return store.Keys{}, fault
	}
	return keys, err
}

// readSecret reads a file that holds a secret and nothing else.
func readSecret(from, name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", from, err)
	}
	return []byte(strings.TrimSpace(string(data))), nil
}

// keyBeside reads the key in a file and makes it first if there is none. Of
// two programs that make it at once, one wins and both read that.
func keyBeside(name string) ([]byte, error) {
	key, err := readSecret("secret key", name)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	key = []byte(rand.Text() + rand.Text())
	own := name + "." + store.NewID()
	if os.WriteFile(own, append(key, '\n'), 0o600) != nil {
		return key, errUnkept
	}
	err = os.Link(own, name)
	if errors.Is(err, fs.ErrExist) {
		err = nil
	}
	if errors.Join(err, os.Remove(own)) != nil {
		return key, errUnkept
	}
	return readSecret("secret key", name)
}
