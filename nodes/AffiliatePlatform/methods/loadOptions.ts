import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type {
	AffiliatePlatform,
	PlatformOperation,
} from '../../../lib/connectors/affiliate-platform';
import { toNodeError } from '../../shared/nodeErrors';
import { workspaceStore } from '../../shared/workspaceStore';
import { chosenSystem, openPlatform } from '../platforms';
import { readPages } from '../readPages';

/** A dropdown is for choosing from; whoever has more types the id. */
const MOST_CHOICES = 1_000;

/** Programmes of the account by name. */
export async function getProgrammes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await choices(this, 'programme.getMany', async (platform) => {
		const read = async (cursor: string | null) => await platform.listProgrammes(cursor);
		const programmes = await readPages(read, MOST_CHOICES);
		return programmes.map(({ id, name }) => ({ name: `${name} (${id})`, value: id }));
	});
}

/** Affiliates of the account by name. */
export async function getAffiliates(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const everybody = { email: null, programmeId: null, status: null };
	return await choices(this, 'affiliate.getMany', async (platform) => {
		const read = async (cursor: string | null) => await platform.listAffiliates(everybody, cursor);
		const affiliates = await readPages(read, MOST_CHOICES);
		return affiliates.map(({ id, firstName, lastName, company, email }) => {
			const person = [firstName, lastName]
				.filter((part) => part !== null)
				.join(' ')
				.trim();
			const label = [person, company ?? '', email ?? ''].find((part) => part !== '') ?? id;
			return { name: label === id ? id : `${label} (${id})`, value: id };
		});
	});
}

/** Programmes of our ledger by name; their codes are what the node takes. */
export async function getLedgerProgrammes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	try {
		const { registry } = await workspaceStore(this);
		const programmes = await registry.programmes(MOST_CHOICES);
		return programmes
			.map(({ name, code }) => ({ name: `${name} (${code})`, value: code }))
			.sort((a, b) => a.name.localeCompare(b.name));
	} catch (error) {
		throw toNodeError(this.getNode(), error, 0);
	}
}

/** Nothing where the platform has no such list: an id can be typed all the same. */
async function choices(
	context: ILoadOptionsFunctions,
	needs: PlatformOperation,
	read: (platform: AffiliatePlatform) => Promise<INodePropertyOptions[]>,
): Promise<INodePropertyOptions[]> {
	try {
		const system = chosenSystem(context);
		if (system.capabilities[needs].support === 'none') return [];
		const options = await read(await openPlatform(context, system));
		return options.sort((a, b) => a.name.localeCompare(b.name));
	} catch (error) {
		throw toNodeError(context.getNode(), error, 0);
	}
}
