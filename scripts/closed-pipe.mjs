// The reader of a pipe, such as `head`, may need no more. As shells report a program that SIGPIPE ended.
process.stdout.on('error', () => process.exit(141))
