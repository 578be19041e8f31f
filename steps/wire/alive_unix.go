//go:build unix

package wire

import (
	"net"
	"syscall"
)

// hungUp reports whether the other side has closed the connection, as far as the kernel knows. It
// reads nothing.
func hungUp(conn net.Conn) bool {
	socket, ok := conn.(syscall.Conn)
	if !ok {
		return false
	}
	raw, err := socket.SyscallConn()
	if err != nil {
		return false
	}
	closed := false
	// Control, because Read would wait for the reader of the connection.
	err = raw.Control(func(fd uintptr) {
		var one [1]byte
		n, _, err := syscall.Recvfrom(int(fd), one[:], syscall.MSG_PEEK)
		for err == syscall.EINTR {
			n, _, err = syscall.Recvfrom(int(fd), one[:], syscall.MSG_PEEK)
		}
		closed = n == 0 && err == nil || err == syscall.ECONNRESET
	})
	return err == nil && closed
}
