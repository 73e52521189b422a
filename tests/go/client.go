// Reads our log as any client of its family does: checks the signature of the checkpoint, fetches
// tiles, and proves every entry and every earlier size with Go's reference implementation.
//
//	client ADDRESS VKEY
//
// prints the size and the number of tiles read, and ends with 1 on the first thing that is wrong.
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

type site struct {
	address string
	read    int
}

func (s *site) Height() int { return height }

func (s *site) SaveTiles([]tlog.Tile, [][]byte) {}

func (s *site) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range tiles {
		path := fmt.Sprintf("/tile/%d/%s", tile.L, number(tile.N))
		if tile.W < 1<<height {
			path += fmt.Sprintf(".p/%d", tile.W)
		}
		body, err := s.get(path)
		if err != nil {
			return nil, err
		}
		s.read++
		found = append(found, body)
	}
	return found, nil
}

// number writes a tile's number as C2SP tlog-tiles does.
func number(n int64) string {
	text := fmt.Sprintf("%03d", n%1000)
	for n >= 1000 {
		n /= 1000
		text = fmt.Sprintf("x%03d/%s", n%1000, text)
	}
	return text
}

func (s *site) get(path string) ([]byte, error) {
	answer, err := http.Get(s.address + path)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != 200 {
		return nil, fmt.Errorf("%s: %s", path, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

// entries reads all entry bundles of a tree.
func (s *site) entries(size int64) ([][]byte, error) {
	var found [][]byte
	for start := int64(0); start < size; start += 1 << height {
		path := "/tile/entries/" + number(start>>height)
		if size-start < 1<<height {
			path += fmt.Sprintf(".p/%d", size-start)
		}
		body, err := s.get(path)
		if err != nil {
			return nil, err
		}
		for len(body) > 0 {
			length := int(body[0])<<8 | int(body[1])
			found = append(found, body[2:2+length])
			body = body[2+length:]
		}
	}
	if int64(len(found)) != size {
		return nil, fmt.Errorf("%d entries, the checkpoint says %d", len(found), size)
	}
	return found, nil
}

func check() error {
	s := &site{address: os.Args[1]}
	verifier, err := note.NewVerifier(os.Args[2])
	if err != nil {
		return err
	}
	message, err := s.get("/checkpoint")
	if err != nil {
		return err
	}
	opened, err := note.Open(message, note.VerifierList(verifier))
	if err != nil {
		return err
	}
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return err
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return err
	}
	tree := tlog.Tree{N: size, Hash: root}
	reader := tlog.TileHashReader(tree, s)
	found, err := s.entries(size)
	if err != nil {
		return err
	}
	for n, body := range found {
		proof, err := tlog.ProveRecord(size, int64(n), reader)
		if err != nil {
			return err
		}
		leaf := tlog.RecordHash(body)
		if err := tlog.CheckRecord(proof, size, root, int64(n), leaf); err != nil {
			return fmt.Errorf("entry %d: %v", n+1, err)
		}
	}
	for _, old := range []int64{1, 2, size / 2, size - 1, size} {
		if old < 1 {
			continue
		}
		older, err := tlog.TreeHash(old, reader)
		if err != nil {
			return err
		}
		proof, err := tlog.ProveTree(size, old, reader)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(proof, size, root, old, older); err != nil {
			return fmt.Errorf("size %d: %v", old, err)
		}
	}
	fmt.Println(size, s.read)
	return nil
}

func main() {
	if err := check(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
