// Command compile writes the built-in pack in the form that the program opens
// quickly.
//
//	go generate ./knowledge/pack
package main

import (
	"flag"
	"log"
	"os"

	"reviewbot/knowledge/pack"
)

func main() {
	log.SetFlags(0)
	out := flag.String("out", "review2024.bin", "the file to write")
	flag.Parse()
	data, err := pack.CompileBuiltin()
	if err == nil {
		err = os.WriteFile(*out, data, 0o644)
	}
	if err != nil {
		log.Fatal("compile: ", err)
	}
}
