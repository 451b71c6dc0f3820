package store

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
)

// An Asker is a user or a chat as it is kept: a keyed hash, of no use to who
// has the database and not the key. The empty Asker is nobody.
type Asker string

// NewID makes an unguessable id of 16 lower-case letters and digits.
func NewID() string { return strings.ToLower(rand.Text()[:16]) }

// MinSecret is how many bytes SECRET_KEY must have at least.
const MinSecret = 32

// Keys hash askers and seal the little that is encrypted. The zero Keys are
// unusable. They are safe for concurrent use.
type Keys struct {
	hash []byte
	seal cipher.AEAD
}

// NewKeys derives keys from SECRET_KEY.
func NewKeys(secret []byte) (Keys, error) {
	if len(secret) < MinSecret {
		return Keys{}, fmt.Errorf("SECRET_KEY has %d bytes: give at least %d, of a random generator (openssl rand -base64 48)", len(secret), MinSecret)
	}
	hash, err := hkdf.Key(sha256.New, secret, nil, "reviewbot asker", 32)
	if err != nil {
		return Keys{}, fmt.Errorf("SECRET_KEY: %w", err)
	}
	seal, err := hkdf.Key(sha256.New, secret, nil, "reviewbot address", 32)
	if err != nil {
		return Keys{}, fmt.Errorf("SECRET_KEY: %w", err)
	}
	block, err := aes.NewCipher(seal)
	if err != nil {
		return Keys{}, fmt.Errorf("SECRET_KEY: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return Keys{}, fmt.Errorf("SECRET_KEY: %w", err)
	}
	return Keys{hash, aead}, nil
}

// Asker hashes a user or chat of a platform, kind being "user" or "chat".
func (k Keys) Asker(platform, kind, id string) Asker {
	mac := hmac.New(sha256.New, k.hash)
	fmt.Fprintf(mac, "%q%q%q", platform, kind, id)
	return Asker(base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:18]))
}

// Seal encrypts an address, so that only Open with the same owner reads it.
func (k Keys) Seal(owner Asker, address []byte) []byte {
	return k.seal.Seal(nil, nil, address, []byte(owner))
}

// ErrSealed reports what this SECRET_KEY cannot open.
var ErrSealed = errors.New("sealed with another SECRET_KEY, or damaged")

// Open is the reverse of Seal.
func (k Keys) Open(owner Asker, sealed []byte) ([]byte, error) {
	plain, err := k.seal.Open(nil, nil, sealed, []byte(owner))
	if err != nil {
		return nil, ErrSealed
	}
	return plain, nil
}
