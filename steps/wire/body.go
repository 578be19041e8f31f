package wire

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// What can be wrong with a body, apart from what net/http says.
var (
	errCoding  = errors.New("the content coding is broken")
	errTooLong = errors.New("the body is longer than the limit")
	errCutOff  = errors.New("the body ended early")
)

// keptOfTooLong is how much is kept of a body that is over the limit, in bytes: nothing is judged by it, and a run has
// many exchanges in memory at a time.
const keptOfTooLong = 64 << 10

// readBody reads at most limit bytes of a body, counted as sent and as decoded, and closes it. If
// there is more, closing ends the connection. It returns what it has read even with an error, but for the greatest
// part of a body that is too long.
func readBody(resp *http.Response, limit int64) (body []byte, truncated bool, note string, err error) {
	defer func() { _ = resp.Body.Close() }()
	sent := &io.LimitedReader{R: resp.Body, N: limit + 1}
	r, note, err := decoded(resp.Header.Get("Content-Encoding"), sent)
	if err != nil {
		return nil, true, note, err
	}
	body, err = io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(body)) > limit || sent.N == 0 {
		return bytes.Clone(body[:min(int64(len(body)), limit, keptOfTooLong)]), true, note, errTooLong
	}
	if err != nil && !errors.Is(err, errCoding) && isHangUp(err) {
		err = fmt.Errorf("%w: %w", errCutOff, err)
	}
	return body, err != nil, note, err
}

// decoded undoes a content coding of RFC 9110, section 8.4.1, even if the request did not ask for
// one: what counts is what the answer says. It leaves an unknown coding as it is.
func decoded(coding string, r io.Reader) (io.Reader, string, error) {
	coding = strings.ToLower(strings.TrimSpace(coding))
	switch coding {
	case "", "identity":
		return r, "", nil
	case "gzip", "x-gzip", "deflate":
	default:
		return r, fmt.Sprintf("left in the coding %q", coding), nil
	}
	buffered := bufio.NewReader(r)
	if _, err := buffered.Peek(1); err == io.EOF {
		return buffered, "", nil // a redirect or an answer to HEAD has no body to decode
	}
	open := gunzip
	if coding == "deflate" {
		open = inflate
	}
	plain, err := open(buffered)
	return plain, "decoded from " + coding, err
}

func gunzip(r *bufio.Reader) (io.Reader, error) {
	z, err := gzip.NewReader(r)
	return coded{z}, coding(err)
}

// inflate reads the zlib format that "deflate" means, or the bare deflate stream
// that many servers send for it.
func inflate(r *bufio.Reader) (io.Reader, error) {
	head, _ := r.Peek(2)
	if len(head) == 2 && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
		z, err := zlib.NewReader(r)
		return coded{z}, coding(err)
	}
	return coded{flate.NewReader(r)}, nil
}

// coded marks the errors of the coding, so that they differ from errors of the connection.
type coded struct{ io.Reader }

func (c coded) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	return n, coding(err)
}

func coding(err error) error {
	for _, own := range []error{gzip.ErrHeader, gzip.ErrChecksum, zlib.ErrHeader, zlib.ErrChecksum, zlib.ErrDictionary} {
		if errors.Is(err, own) {
			return fmt.Errorf("%w: %w", errCoding, err)
		}
	}
	if _, ok := errors.AsType[flate.CorruptInputError](err); ok {
		return fmt.Errorf("%w: %w", errCoding, err)
	}
	return err
}
