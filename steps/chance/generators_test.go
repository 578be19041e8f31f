package chance

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

// source makes the values of a simulated server. The values of a good one hold 128 bits or more.
type source struct {
	*rand.ChaCha8
	count uint64
	clock time.Time
}

func newSource(seed uint64) *source {
	var key [32]byte
	binary.BigEndian.PutUint64(key[:], seed)
	s := &source{ChaCha8: rand.NewChaCha8(key)}
	s.count = s.Uint64() % 1e9
	s.clock = time.Unix(1_700_000_000, int64(s.Uint64()%1e9))
	return s
}

func (s *source) bytes(n int) []byte {
	b := make([]byte, n)
	_, _ = s.Read(b)
	return b
}

// next lets other requests come in between: up to three are served, and up to 30 ms pass.
func (s *source) next() uint64 {
	s.count += 1 + s.Uint64()%4
	s.clock = s.clock.Add(time.Duration(s.Uint64() % 30e6))
	return s.count
}

func (s *source) hex(n int) string { return hex.EncodeToString(s.bytes(n)) }

// number is a random number of so many bits in a notation, without leading zeros.
func (s *source) number(bits int, notation string) string {
	n, base, digit := new(big.Int).SetBytes(s.bytes(bits/8)), big.NewInt(int64(len(notation))), new(big.Int)
	var out []byte
	for n.Sign() > 0 {
		n.DivMod(n, base, digit)
		out = append([]byte{notation[digit.Int64()]}, out...)
	}
	return string(out)
}

func (s *source) uuid() string {
	b := s.bytes(16)
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

func (s *source) jwt(claims string) string {
	payload := base64.RawURLEncoding.EncodeToString([]byte(claims))
	return "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." + payload + "." + base64.RawURLEncoding.EncodeToString(s.bytes(32))
}

// good are servers whose values hold 128 bits or more.
var good = map[string]func(*source) string{
	"hex of 16 bytes":                   func(s *source) string { return s.hex(16) },
	"upper-case hex of 16 bytes":        func(s *source) string { return strings.ToUpper(s.hex(16)) },
	"hex of 20 bytes":                   func(s *source) string { return s.hex(20) },
	"hex of a hash of random bytes":     func(s *source) string { sum := sha256.Sum256(s.bytes(32)); return hex.EncodeToString(sum[:]) },
	"base64url of 16 bytes":             func(s *source) string { return base64.RawURLEncoding.EncodeToString(s.bytes(16)) },
	"base64 of 16 bytes":                func(s *source) string { return base64.StdEncoding.EncodeToString(s.bytes(16)) },
	"base64 of 40 bytes after a prefix": func(s *source) string { return "aPrx" + base64.URLEncoding.EncodeToString(s.bytes(40)) },
	"base32 of 16 bytes": func(s *source) string {
		return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(s.bytes(16))
	},
	"decimal number of 128 bits": func(s *source) string { return s.number(128, digits) },
	"base36 number of 128 bits":  func(s *source) string { return s.number(128, digits+lower) },
	"base58 number of 128 bits":  func(s *source) string { return s.number(128, notations[13]) },
	"base62 number of 128 bits":  func(s *source) string { return s.number(128, digits+upper+lower) },
	"padded decimal of 136 bits": func(s *source) string { return fmt.Sprintf("%042s", s.number(136, digits)) },
	"prefix and checksum": func(s *source) string {
		id := base64.RawURLEncoding.EncodeToString(s.bytes(18))
		sum := sha256.Sum256([]byte(id))
		return "gho_" + id + hex.EncodeToString(sum[:3])
	},
	"time and 128 bits": func(s *source) string {
		s.next()
		return s.clock.UTC().Format("20060102150405.000") + "-" + s.hex(16)
	},
	"time and 128 bits in base32": func(s *source) string {
		s.next()
		return base32.HexEncoding.WithPadding(base32.NoPadding).EncodeToString(append(binary.BigEndian.AppendUint64(nil, uint64(s.clock.UnixMilli()))[2:], s.bytes(16)...))
	},
	"counter and 128 bits":           func(s *source) string { return fmt.Sprintf("%d.%s", s.next(), s.hex(16)) },
	"128 bits and counter":           func(s *source) string { return fmt.Sprintf("%s.%d", s.hex(16), s.next()) },
	"128 bits and a rarely long end": func(s *source) string { return s.hex(16) + strings.Repeat("x", int(s.Uint64()%10/8)) },
	"two UUIDs":                      func(s *source) string { return s.uuid() + s.uuid() },
	"JWT": func(s *source) string {
		s.next()
		return s.jwt(fmt.Sprintf(`{"iss":"https://site.example","sub":"005%d","iat":%d,"jti":"%s"}`, s.Uint64()%3, s.clock.Unix(), s.uuid()))
	},
	"JWT with a counter as its jti": func(s *source) string { return s.jwt(fmt.Sprintf(`{"sub":"ada","jti":"%d"}`, s.next())) },
	"org, mark and two texts": func(s *source) string {
		return "00DAAAAAAAAAAAA!AQ" + s.number(128, upper+"234567") + s.number(128, upper+"234567")
	},
	"letters":          func(s *source) string { return fmt.Sprintf("%28s", s.number(128, lower)) },
	"half of it twice": func(s *source) string { half := s.hex(16); return half + half },
	"Unicode":          func(s *source) string { return "clé-" + s.hex(16) },
}

// bad are servers whose values hold less than 128 bits.
var bad = map[string]func(*source) string{
	"counter":                      func(s *source) string { return strconv.FormatUint(s.next(), 10) },
	"counter of one client":        func(s *source) string { s.count++; return fmt.Sprintf("code-%012d", s.count) },
	"counter as 64 hex characters": func(s *source) string { return fmt.Sprintf("%064x", s.next()) },
	"counter in base64": func(s *source) string {
		return base64.StdEncoding.EncodeToString(binary.BigEndian.AppendUint64(nil, s.next()))
	},
	"little-endian counter in base64": func(s *source) string {
		return base64.StdEncoding.EncodeToString(binary.LittleEndian.AppendUint64(nil, s.next()))
	},
	"text of a counter in base64": func(s *source) string {
		return base64.StdEncoding.EncodeToString(fmt.Appendf(nil, "code:%d", s.next()))
	},
	"counter in base36": func(s *source) string { return big.NewInt(int64(s.next())).Text(36) },
	"counter with a step of 128 bits": func(s *source) string {
		s.count++
		step := new(big.Int).SetBytes([]byte("a step of 16 chr"))
		return fmt.Sprintf("%032x", step.Mod(step.Mul(step, big.NewInt(int64(s.count))), new(big.Int).Lsh(big.NewInt(1), 128)))
	},
	"nanoseconds":                func(s *source) string { s.next(); return strconv.FormatInt(s.clock.UnixNano(), 10) },
	"nanoseconds in hex, padded": func(s *source) string { s.next(); return fmt.Sprintf("%048x", s.clock.UnixNano()) },
	"a date":                     func(s *source) string { s.next(); return s.clock.UTC().Format(time.RFC3339Nano) },
	"milliseconds and 64 bits":   func(s *source) string { s.next(); return fmt.Sprintf("%x", s.clock.UnixMilli()) + s.hex(8) },
	"time and 80 bits, a ULID": func(s *source) string {
		s.next()
		return base32.HexEncoding.EncodeToString(append(binary.BigEndian.AppendUint64(nil, uint64(s.clock.UnixMilli()))[2:], s.bytes(10)...))
	},
	"time and node, a UUID of version 1": func(s *source) string {
		s.next()
		t := uint64(s.clock.UnixNano()) / 100
		return fmt.Sprintf("%08x-%04x-1%03x-9a5b-0242ac110002", uint32(t), uint16(t>>32), t>>48&0xfff)
	},
	"time, process and counter": func(s *source) string {
		n := s.next()
		return fmt.Sprintf("%08x5f3c2ab19e%06x", s.clock.Unix(), n%(1<<24))
	},
	"UUID of version 4":         func(s *source) string { return s.uuid() },
	"hex of 15 bytes":           func(s *source) string { return s.hex(15) },
	"32 bits with padding":      func(s *source) string { return s.hex(4) + strings.Repeat("0", 56) },
	"32 bits eight times":       func(s *source) string { return strings.Repeat(s.hex(4), 8) },
	"96 bits and their reverse": func(s *source) string { h := s.hex(12); return h + reversed(h) },
	"the last four characters vary": func(s *source) string {
		return "5Aep861TSESvWeug_xvFHRBTTbf_YrTWgE" + base64.RawURLEncoding.EncodeToString(s.bytes(3))
	},
	"two letters":         func(s *source) string { return s.number(96, "ab") },
	"six digits":          func(s *source) string { return fmt.Sprintf("%06d", s.Uint64()%1e6) },
	"counter and 64 bits": func(s *source) string { return fmt.Sprintf("%016x", s.next()) + s.hex(8) },
	"64 bits and counter": func(s *source) string { return s.hex(8) + fmt.Sprintf("%016x", s.next()) },
	"JWT without a signature that counts": func(s *source) string {
		s.next()
		return "eyJhbGciOiJub25lIn0." + base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, `{"sub":"ada","iat":%d}`, s.clock.Unix())) + "."
	},
	"base64url of 14 bytes":    func(s *source) string { return base64.RawURLEncoding.EncodeToString(s.bytes(14)) },
	"eight letters and digits": func(s *source) string { return fmt.Sprintf("%08s", s.number(40, digits+lower)) },
}

func reversed(text string) string {
	b := []byte(text)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}

// draw makes so many values of a server.
func draw(seed uint64, n int, server func(*source) string) []string {
	s := newSource(seed)
	out := make([]string, n)
	for i := range out {
		out[i] = server(s)
	}
	return out
}
