import { readFileSync } from 'node:fs';

/** Ticks of the clock in a second, as Linux counts them for programs. */
const TICKS_PER_SECOND = 100;

/** Seconds of processor time that a process has used so far; null where the system does not tell. */
function cpuSeconds(pid: number): number | null {
	try {
		const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
		return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
	} catch {
		return null;
	}
}

/** Does something and tells which share of one core a process used meanwhile, in percent. */
export async function withCpu<Result>(
	pid: number | undefined,
	job: () => Promise<Result>,
): Promise<{ result: Result; cpuPercent: number | null }> {
	const read = (): number | null => (pid === undefined ? null : cpuSeconds(pid));
	const [before, start] = [read(), performance.now()];
	const result = await job();
	const [after, seconds] = [read(), (performance.now() - start) / 1_000];
	const isKnown = before !== null && after !== null;
	return { result, cpuPercent: isKnown ? ((after - before) / seconds) * 100 : null };
}
