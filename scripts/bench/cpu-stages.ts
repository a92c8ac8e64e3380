import { Session, type Profiler } from 'node:inspector/promises';

/** A stage of the work: functions in these files, and whatever they call that has no stage. */
export interface Stage {
	readonly name: string;
	readonly files: readonly RegExp[];
	/** Only these functions of the files; all of them by default. */
	readonly functions?: RegExp;
}

export interface StageShare {
	readonly name: string;
	/** Percent of the samples in which something ran. */
	readonly percent: number;
}

const SAMPLING_MICROSECONDS = 200;
const IDLE = /^\((?:idle|program|root)\)$/;
/** The profiler's own work. */
const PROFILER = /^node:inspector|^node:internal\/inspector/;
const GARBAGE = '(garbage collector)';

export interface CpuProfile {
	readonly stages: readonly StageShare[];
	/** Functions by their own time, most first. */
	readonly functions: readonly StageShare[];
}

/** Runs work under the CPU profiler and tells which stage the time went to. */
export async function profileStages(
	stages: readonly Stage[],
	work: () => Promise<void> | void,
): Promise<CpuProfile> {
	const session = new Session();
	session.connect();
	try {
		await session.post('Profiler.enable');
		await session.post('Profiler.setSamplingInterval', { interval: SAMPLING_MICROSECONDS });
		await session.post('Profiler.start');
		await work();
		const { profile } = await session.post('Profiler.stop');
		return sharesOf(profile, stages);
	} finally {
		session.disconnect();
	}
}

/**
 * Time belongs to the innermost named function that has a stage, so that helpers and functions
 * without a name count for who calls them.
 */
function sharesOf(profile: Profiler.Profile, stages: readonly Stage[]): CpuProfile {
	const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
	const parents = new Map(
		profile.nodes.flatMap((node) =>
			(node.children ?? []).map((child) => [child, node.id] as const),
		),
	);
	const stageOf = (id: number): string => {
		for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
			const frame = nodes.get(at)?.callFrame;
			if (frame === undefined || frame.functionName === '') continue;
			if (frame.functionName === GARBAGE) return 'garbage collection';
			const found = stages.find(
				({ files, functions }) =>
					files.some((file) => file.test(frame.url)) &&
					(functions === undefined || functions.test(frame.functionName)),
			);
			if (found !== undefined) return found.name;
		}
		return 'other';
	};
	const byStage = new Map<string, number>();
	const byFunction = new Map<string, number>();
	let total = 0;
	for (const [index, id] of (profile.samples ?? []).entries()) {
		const frame = nodes.get(id)?.callFrame;
		if (frame === undefined || IDLE.test(frame.functionName) || PROFILER.test(frame.url)) continue;
		const time = profile.timeDeltas?.[index] ?? 0;
		total += time;
		add(byStage, stageOf(id), time);
		add(byFunction, `${frame.functionName || '(anonymous)'} ${fileOf(frame.url)}`.trim(), time);
	}
	return { stages: percentages(byStage, total), functions: percentages(byFunction, total) };
}

function add(times: Map<string, number>, name: string, time: number): void {
	times.set(name, (times.get(name) ?? 0) + time);
}

function fileOf(url: string): string {
	return url.replace(/^.*\/(?:dist\/lib|node_modules)\//, '').replace(/\.js$/, '');
}

function percentages(times: ReadonlyMap<string, number>, total: number): StageShare[] {
	return [...times]
		.map(([name, time]) => ({ name, percent: (100 * time) / total }))
		.sort((a, b) => b.percent - a.percent);
}
