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

// keys are made from SECRET_KEY or the file that SECRET_KEY_FILE names; beside
// a database file of SQLite a key is made if there is none.
func (s settings) keys(place sqlstore.Place) (store.Keys, error) {
	key := []byte(s.SecretKey)
	var err error
	switch {
	case s.SecretKey != "" && s.SecretKeyFile != "":
		err = errors.New("SECRET_KEY and SECRET_KEY_FILE are both set: keep one")
	case s.SecretKeyFile != "":
		key, err = readKey("SECRET_KEY_FILE", s.SecretKeyFile)
	case s.SecretKey == "" && place.Postgres:
		err = errors.New("SECRET_KEY is not set: with PostgreSQL all replicas need the same one; make it with \"openssl rand -base64 48\"")
	case s.SecretKey == "":
		key, err = keyBeside(place.File + ".key")
	}
	if err != nil {
		return store.Keys{}, err
	}
	return store.NewKeys(key)
}

func readKey(from, name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", from, err)
	}
	return []byte(strings.TrimSpace(string(data))), nil
}

// keyBeside reads the key in a file and makes it first if there is none. Of
// two programs that make it at once, one wins and both read that.
func keyBeside(name string) ([]byte, error) {
	key, err := readKey("secret key", name)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	own := fmt.Sprintf("%s.%s", name, store.NewID())
	err = os.WriteFile(own, []byte(rand.Text()+rand.Text()+"\n"), 0o600)
	if err == nil {
		if err = os.Link(own, name); errors.Is(err, fs.ErrExist) {
			err = nil
		}
	}
	if err = errors.Join(err, os.Remove(own)); err != nil {
		return nil, fmt.Errorf("secret key: cannot be made beside the database, so set SECRET_KEY: %w", err)
	}
	return readKey("secret key", name)
}
