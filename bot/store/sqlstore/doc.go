// Package sqlstore keeps a store in SQLite (one file) or PostgreSQL, with the
// same SQL; dialect.go holds all that differs. Open makes and migrates the
// database, OpenExisting only reads one that is there. Only cmd imports this
// package: everybody else takes the interfaces of package store.
//
// SQLite runs with a write-ahead log and synchronous=FULL, so that what Apply
// acknowledged outlives a crash of the machine. Do not keep the file on a
// network file system: its locks are not to be trusted there.
package sqlstore
