// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// openCheckpoint verifies a note and reads it as a checkpoint of the log that the key belongs to: origin, size and root, a line
// each (c2sp.org/tlog-checkpoint).
func openCheckpoint(bytes []byte, vkey string) (string, tlog.Tree, error) {
	var tree tlog.Tree
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return "", tree, err
	}
	opened, err := note.Open(bytes, note.VerifierList(verifier))
	if err != nil {
		return "", tree, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 {
		return "", tree, errors.New("the checkpoint has fewer than three lines")
	}
	if lines[0] != verifier.Name() {
		return "", tree, fmt.Errorf("the checkpoint is of %s, the key of %s", lines[0], verifier.Name())
	}
	if tree.N, err = strconv.ParseInt(lines[1], 10, 64); err != nil || strconv.FormatInt(tree.N, 10) != lines[1] || tree.N < 0 {
		return "", tree, fmt.Errorf("the size %q is no number", lines[1])
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return "", tree, fmt.Errorf("the root %q is no hash", lines[2])
	}
	copy(tree.Hash[:], root)
	return lines[0], tree, nil
}
