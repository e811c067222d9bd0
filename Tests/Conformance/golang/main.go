// SPDX-License-Identifier: EUPL-1.2

// Checklog verifies a log that is served as C2SP tlog-tiles with nothing but Go's own transparency packages,
// golang.org/x/mod/sumdb/note and golang.org/x/mod/sumdb/tlog. It shares no code with the software that wrote the log.
//
//	checklog [-since FILE] FOLDER|URL VKEY
//
// It prints one line and exits 0 when the log is what it should be, 1 when it is not.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	since := flag.String("since", "", "a `file` with an earlier checkpoint of the log, which it must extend")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "Usage: checklog [-since FILE] FOLDER|URL VKEY")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 2 {
		flag.Usage()
		os.Exit(64)
	}
	summary, err := checkLog(newSource(flag.Arg(0)), flag.Arg(1), *since)
	if err != nil {
		fmt.Println("wrong:", err)
		os.Exit(1)
	}
	fmt.Println("ok:", summary)
}
