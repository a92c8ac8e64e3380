/** Does a job for each index, at most `lanes` at a time; the results are in the order of the indices. */
export async function inLanes<Result>(
	lanes: number,
	count: number,
	job: (index: number) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = [];
	let next = 0;
	const lane = async (): Promise<void> => {
		while (next < count) {
			const index = next;
			next += 1;
			results[index] = await job(index);
		}
	};
	await Promise.all(Array.from({ length: Math.min(lanes, count) }, lane));
	return results;
}
