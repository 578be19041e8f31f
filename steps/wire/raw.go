package wire

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"time"
)

var errHeaderTooLong = errors.New("the header is longer than the limit")

// sendRaw writes the bytes over a connection of their own, made as the
// transport makes its own, and reads one answer.
func sendRaw(d *dialer, req *http.Request, raw []byte) (*http.Response, error) {
	ctx := req.Context()
	conn, err := dialRaw(ctx, d, req.URL)
	if err != nil {
		return nil, err
	}
	// Reads and writes that wait on the connection return when the context ends.
	stop := context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
	httptrace.ContextClientTrace(ctx).GotConn(httptrace.GotConnInfo{Conn: conn})

	// The server may answer before it has read everything, so a write that does not end must not
	// stop the reading of the answer.
	written := make(chan struct{})
	go func() {
		defer close(written)
		_, _ = conn.Write(raw) // an error here also ends the reading of the answer, which reports it
	}()
	end := func() error {
		stop()
		err := conn.Close()
		<-written
		return err
	}
	resp, err := readRaw(conn, req, d.options.MaxHeader)
	if err != nil {
		_ = end()
		return nil, err
	}
	resp.Body = rawBody{resp.Body, end}
	return resp, nil
}

func dialRaw(ctx context.Context, d *dialer, u *url.URL) (net.Conn, error) {
	if err := d.options.own(u); err != nil {
		return nil, err
	}
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	address := net.JoinHostPort(u.Hostname(), port)
	if u.Scheme == "http" {
		return d.plain(ctx, address)
	}
	return d.secure(ctx, address, "http/1.1")
}

// readRaw reads the header of the first answer that is not interim (RFC 9110, section 15.2).
func readRaw(conn net.Conn, req *http.Request, limit int64) (*http.Response, error) {
	limited := &io.LimitedReader{R: conn, N: limit}
	buffered := bufio.NewReader(limited)
	for {
		resp, err := http.ReadResponse(buffered, req)
		switch {
		case err != nil && limited.N <= 0:
			return nil, errHeaderTooLong
		case errors.Is(err, io.ErrUnexpectedEOF):
			return nil, fmt.Errorf("the connection ended within the header: %w", err)
		case err != nil:
			return nil, err
		case resp.StatusCode >= 200 || resp.StatusCode == http.StatusSwitchingProtocols:
			limited.N = 1<<63 - 1 // readBody has the limit for the body
			return resp, nil
		}
	}
}

// rawBody closes the connection when the body is closed.
type rawBody struct {
	io.Reader
	end func() error
}

func (b rawBody) Close() error { return b.end() }
