/** What a process has in memory, in bytes, after its garbage was collected. */
export interface MemoryReport {
  readonly rss: number;
  readonly heap: number;
}

/** Answers each message with what the process has; loaded before the process's own module, under --expose-gc. */
process.on('message', () => {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const report: MemoryReport = { rss, heap: heapUsed };
  process.send?.(report);
});
process.channel?.unref();
