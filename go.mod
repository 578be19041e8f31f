module github.com/codecred/codecred

go 1.26.8
