import { EdgeServer, EdgeWorkspace, type EdgeLog } from '../../../lib/edge';
import { openStore } from '../../../lib/store';
import { referenceListsOf } from '../../../nodes/shared/referenceLists';
import type { EdgeConfig } from './edge-config';

/** Requests under way may take this long when the process is told to end. */
const GRACE_MILLISECONDS = 10_000;

export interface RunningEdge {
	readonly port: number;
	/** Answers what has come and ends; every click that was answered is durable. */
	stop(): Promise<void>;
}

/** Serves tracked links as one process, beside n8n or without it. Throws as store and port do. */
export async function startEdge(config: EdgeConfig, log: EdgeLog): Promise<RunningEdge> {
	const store = await openStore(config.location);
	const server = new EdgeServer(log);
	const workspace = await EdgeWorkspace.open({
		store,
		location: config.location,
		lists: referenceListsOf(store.fraud),
		folder: config.journalFolder,
		metrics: server.metrics.keeping,
		log,
	});
	const close = async (): Promise<void> => {
		await workspace.close();
		await store.close();
	};
	let isServed = false;
	try {
		for (const site of config.sites) server.addSite({ ...site, runtime: workspace.runtime });
		await server.listen(config.port, config.address);
		isServed = true;
	} finally {
		if (!isServed) await close();
	}
	return {
		port: server.port,
		stop: async () => {
			await server.stop(GRACE_MILLISECONDS);
			await close();
		},
	};
}
