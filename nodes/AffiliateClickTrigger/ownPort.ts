import { join } from 'node:path';
import type { IDataObject, ITriggerFunctions, Logger } from 'n8n-workflow';
import {
	EdgeServer,
	EdgeWorkspace,
	readClickSettings,
	readHosts,
	readPath,
	readPort,
	type EdgeLog,
} from '../../lib/edge';
import { AffiliateError } from '../../lib/kernel';
import { referenceListsOf } from '../shared/referenceLists';
import {
	embeddedFolder,
	locationOf,
	storeCredential,
	workspaceStore,
} from '../shared/workspaceStore';
import { workspaceName } from './runtimes';

/** Requests under way may take this long when a workflow is unpublished or n8n ends. */
const GRACE_MILLISECONDS = 5_000;

/** Where a trigger's own port is. */
export interface OwnPort {
	readonly port: number;
	readonly address: string;
	readonly hosts: readonly string[];
	readonly path: string;
}

interface Listener {
	readonly server: EdgeServer;
	readonly address: string;
	readonly listening: Promise<void>;
	/** By workspace: its triggers on this port share what they read and write. */
	readonly workspaces: Map<string, { readonly opening: Promise<EdgeWorkspace>; users: number }>;
}

/** Several triggers may share a port; the last one closes it. */
const listeners = new Map<number, Listener>();

/** Throws `invalid_parameter` that names what to mend. */
export function readOwnPort(context: Pick<ITriggerFunctions, 'getNodeParameter'>): OwnPort {
	const text = (name: string): string => String(context.getNodeParameter(name, '')).trim();
	const address = text('listenAddress');
	return {
		port: readPort(context.getNodeParameter('port', 0), 'Port'),
		address: address === '' ? '0.0.0.0' : address,
		hosts: readHosts(text('hostNames').split(','), 'Host Names'),
		path: readPath(text('ownPortPath'), 'Path on Own Port'),
	};
}

/** Serves the trigger's links on a port of this process until the returned function is called. */
export async function serveOnOwnPort(
	context: ITriggerFunctions,
	{ port, address, hosts, path }: OwnPort,
): Promise<() => Promise<void>> {
	const settings = readClickSettings(
		context.getNodeParameter('fallbackUrl', ''),
		context.getNodeParameter('options', {}) as IDataObject,
	);
	const data = await storeCredential(context);
	const store = await workspaceStore(context);
	const log = logTo(context.logger);
	const listener = await listenerOf(port, address, log);
	const name = workspaceName(data);
	const shared = listener.workspaces.get(name) ?? {
		opening: EdgeWorkspace.open({
			store,
			location: locationOf(data),
			lists: referenceListsOf(store.fraud),
			folder: join(embeddedFolder(), 'journal', name, String(port)),
			metrics: listener.server.metrics.keeping,
			log,
		}),
		users: 0,
	};
	listener.workspaces.set(name, shared);
	shared.users += 1;
	const { runtime } = await shared.opening;
	const site = { name: context.getNode().name, hosts, path, settings, runtime };
	const close = async (): Promise<void> => {
		listener.server.removeSite(site);
		shared.users -= 1;
		if (listener.server.siteCount === 0) {
			listeners.delete(port);
			await listener.server.stop(GRACE_MILLISECONDS);
		}
		if (shared.users > 0) return;
		listener.workspaces.delete(name);
		await (await shared.opening).close();
	};
	let isServed = false;
	try {
		listener.server.addSite(site);
		isServed = true;
		return close;
	} finally {
		if (!isServed) await close();
	}
}

async function listenerOf(port: number, address: string, log: EdgeLog): Promise<Listener> {
	const known = listeners.get(port);
	if (known !== undefined) {
		if (known.address !== address) {
			throw new AffiliateError(`Port ${port} is served on ${known.address} already`, {
				code: 'host_taken',
				hint: 'Enter the same listen address in all triggers of a port.',
			});
		}
		await known.listening;
		return known;
	}
	const server = new EdgeServer(log);
	const listening = server.listen(port, address);
	const listener: Listener = { server, address, listening, workspaces: new Map() };
	listeners.set(port, listener);
	listening.catch(() => listeners.delete(port));
	await listening;
	log.info(`Serving tracked links on port ${port}`);
	return listener;
}

function logTo(logger: Logger): EdgeLog {
	const titled = (message: string): string => `Affiliate Click Trigger: ${message}`;
	return {
		info: (message, details) => logger.info(titled(message), details),
		warn: (message, details) => logger.warn(titled(message), details),
		error: (message, details) => logger.error(titled(message), details),
	};
}
