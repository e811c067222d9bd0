// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"encoding/binary"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// height is that of every C2SP tile: 256 hashes wide.
const height = 8

// hashPath is the C2SP path of a tile of hashes. Go writes the height into its paths, C2SP leaves it out.
func hashPath(tile tlog.Tile) string {
	return "tile/" + strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
}

// entriesPath is the C2SP path of the bundle with the entries of a tile of level 0.
func entriesPath(tile tlog.Tile) string {
	return "tile/entries/" + strings.TrimPrefix(hashPath(tile), "tile/0/")
}

// tilesOf are the tiles that a log of this size consists of. Go lists the partial ones of every smaller width along, which a log
// need not serve for sizes that it never signed.
func tilesOf(size int64) []tlog.Tile {
	var tiles []tlog.Tile
	for _, tile := range tlog.NewTiles(height, 0, size) {
		if last := len(tiles) - 1; last >= 0 && tiles[last].L == tile.L && tiles[last].N == tile.N {
			tiles[last] = tile
		} else {
			tiles = append(tiles, tile)
		}
	}
	return tiles
}

// tileReader hands the tiles of a source to tlog, which checks them against the root.
type tileReader struct{ source source }

func (r tileReader) Height() int { return height }

func (r tileReader) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		bytes, err := r.source(hashPath(tile))
		if err != nil {
			return nil, err
		}
		if len(bytes) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s has %d bytes, not %d", hashPath(tile), len(bytes), tile.W*tlog.HashSize)
		}
		data[i] = bytes
	}
	return data, nil
}

func (r tileReader) SaveTiles([]tlog.Tile, [][]byte) {}

// readEntries reads a bundle: a big-endian length of two bytes before each entry.
func readEntries(source source, tile tlog.Tile) ([][]byte, error) {
	path := entriesPath(tile)
	bytes, err := source(path)
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(bytes) > 0 {
		if len(bytes) < 2 || len(bytes)-2 < int(binary.BigEndian.Uint16(bytes)) {
			return nil, fmt.Errorf("%s ends within an entry", path)
		}
		end := 2 + int(binary.BigEndian.Uint16(bytes))
		entries = append(entries, bytes[2:end])
		bytes = bytes[end:]
	}
	if len(entries) != tile.W {
		return nil, fmt.Errorf("%s has %d entries, not %d", path, len(entries), tile.W)
	}
	return entries, nil
}
