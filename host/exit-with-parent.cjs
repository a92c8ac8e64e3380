/**
 * Loaded into the n8n process before n8n: when the process that started it is gone, however it
 * ended, the channel to it closes and n8n shuts down in its orderly way instead of living on.
 */
if (process.connected === false) process.exit(1);
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
