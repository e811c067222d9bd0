// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/tlog"
)

// storage holds the hashes that follow from the entries, in tlog's own order.
type storage []tlog.Hash

func (s storage) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index < 0 || index >= int64(len(s)) {
			return nil, fmt.Errorf("there is no hash %d", index)
		}
		hashes[i] = s[index]
	}
	return hashes, nil
}

// checkLog verifies a whole log and says in one line what it found.
func checkLog(source source, vkey, since string) (string, error) {
	signed, err := source("checkpoint")
	if err != nil {
		return "", err
	}
	origin, tree, err := openCheckpoint(signed, vkey)
	if err != nil {
		return "", err
	}
	if tree.N == 0 {
		return origin + ", no entries", nil
	}
	served := tlog.TileHashReader(tree, tileReader{source})
	computed, err := hashEntries(source, served, tree)
	if err != nil {
		return "", err
	}
	tiles := tilesOf(tree.N)
	if err := checkTiles(source, computed, tiles); err != nil {
		return "", err
	}
	records, err := checkRecords(served, computed, tree)
	if err != nil {
		return "", err
	}
	growths, err := checkGrowth(served, computed, tree)
	if err != nil {
		return "", err
	}
	summary := fmt.Sprintf("%s, %d entries, %d tiles, %d inclusion and %d consistency proofs", origin, tree.N, len(tiles), records, growths)
	if since != "" {
		if err := checkSince(served, tree, vkey, since); err != nil {
			return "", err
		}
		summary += ", extends " + since
	}
	return summary, nil
}

// hashEntries hashes every entry, compares it with the served tile, which tlog checks against the root, and builds the tree.
func hashEntries(source source, served tlog.HashReader, tree tlog.Tree) (storage, error) {
	computed := make(storage, 0, tlog.StoredHashCount(tree.N))
	for start := int64(0); start < tree.N; start += 1 << height {
		tile := tlog.Tile{H: height, L: 0, N: start >> height, W: 1 << height}
		if tree.N-start < 1<<height {
			tile.W = int(tree.N - start)
		}
		entries, err := readEntries(source, tile)
		if err != nil {
			return nil, err
		}
		indexes := make([]int64, len(entries))
		for i := range entries {
			indexes[i] = tlog.StoredHashIndex(0, start+int64(i))
		}
		hashes, err := served.ReadHashes(indexes)
		if err != nil {
			return nil, err
		}
		for i, entry := range entries {
			hash := tlog.RecordHash(entry)
			if hash != hashes[i] {
				return nil, fmt.Errorf("entry %d does not have the hash in %s", start+int64(i), hashPath(tile))
			}
			more, err := tlog.StoredHashesForRecordHash(start+int64(i), hash, computed)
			if err != nil {
				return nil, err
			}
			computed = append(computed, more...)
		}
	}
	root, err := tlog.TreeHash(tree.N, computed)
	if err != nil {
		return nil, err
	}
	if root != tree.Hash {
		return nil, errors.New("the entries do not have the root that the log signed")
	}
	return computed, nil
}

// checkTiles compares every tile of every level, byte for byte, with the one that follows from the entries.
func checkTiles(source source, computed storage, tiles []tlog.Tile) error {
	for _, tile := range tiles {
		want, err := tlog.ReadTileData(tile, computed)
		if err != nil {
			return err
		}
		have, err := source(hashPath(tile))
		if err != nil {
			return err
		}
		if !bytes.Equal(have, want) {
			return fmt.Errorf("%s is not what follows from the entries", hashPath(tile))
		}
	}
	return nil
}

// checkRecords proves some entries to be in the tree with the served tiles alone.
func checkRecords(served tlog.HashReader, computed storage, tree tlog.Tree) (int, error) {
	count := 0
	for _, index := range places(tree.N - 1) {
		proof, err := tlog.ProveRecord(tree.N, index, served)
		if err != nil {
			return count, err
		}
		hash := computed[tlog.StoredHashIndex(0, index)]
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, hash); err != nil {
			return count, fmt.Errorf("entry %d: %w", index, err)
		}
		count++
	}
	return count, nil
}

// checkGrowth proves the tree to extend itself at some earlier sizes with the served tiles alone.
func checkGrowth(served tlog.HashReader, computed storage, tree tlog.Tree) (int, error) {
	count := 0
	for _, size := range places(tree.N) {
		if size == 0 {
			continue
		}
		old, err := tlog.TreeHash(size, computed)
		if err != nil {
			return count, err
		}
		if err := checkExtends(served, tree, tlog.Tree{N: size, Hash: old}); err != nil {
			return count, err
		}
		count++
	}
	return count, nil
}

// checkSince proves the tree to extend that of a checkpoint kept earlier.
func checkSince(served tlog.HashReader, tree tlog.Tree, vkey, file string) error {
	signed, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	_, old, err := openCheckpoint(signed, vkey)
	if err != nil || old.N == 0 {
		return err
	}
	return checkExtends(served, tree, old)
}

func checkExtends(served tlog.HashReader, tree, old tlog.Tree) error {
	if old.N > tree.N {
		return fmt.Errorf("the log went back from %d to %d entries", old.N, tree.N)
	}
	proof, err := tlog.ProveTree(tree.N, old.N, served)
	if err != nil {
		return err
	}
	if err := tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash); err != nil {
		return fmt.Errorf("from %d to %d entries: %w", old.N, tree.N, err)
	}
	return nil
}

// places are numbers up to a largest one that lie at the ends, in the middle and about every power of two.
func places(largest int64) []int64 {
	found := map[int64]bool{}
	var list []int64
	add := func(place int64) {
		if place >= 0 && place <= largest && !found[place] {
			found[place] = true
			list = append(list, place)
		}
	}
	for power := int64(1); power <= largest; power *= 2 {
		add(power - 1)
		add(power)
		add(power + 1)
		add(largest - power)
	}
	add(0)
	add(largest / 2)
	add(largest / 3)
	add(largest)
	return list
}
