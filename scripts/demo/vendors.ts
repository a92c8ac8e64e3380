import { isPortFree } from '../../host/free-port.ts';
import { startDemoShop, type DemoShop } from '../../test/simulators/demo-shop.ts';
import { startHubSpotSimulator, type HubSpotSimulator } from '../../test/simulators/hubspot.ts';
import { startMailbox, type Mailbox } from '../../test/simulators/smtp.ts';
import { readMemory, remember } from './demo-memory.ts';
import { DEMO } from './demo-settings.ts';
import { closeMoreVendors, startMoreVendors, type MoreVendors } from './more-vendors.ts';

export interface Vendors {
	readonly hubspot: HubSpotSimulator;
	readonly shop: DemoShop;
	/** Takes the e-mails that the workflows send. */
	readonly mailbox: Mailbox;
	/** Vendors that the printed pass does not look at. */
	readonly others: MoreVendors;
}

async function usable(port: number | undefined): Promise<number> {
	return port !== undefined && (await isPortFree(port)) ? port : 0;
}

/** Starts the simulators where they were at the last start, or anywhere if that is taken. */
export async function startVendors(userFolder: string): Promise<Vendors> {
	const { ports } = readMemory(userFolder);
	const hubspot = await startHubSpotSimulator({
		token: DEMO.hubspotToken,
		port: await usable(ports?.hubspot),
	});
	const shop = await startDemoShop(await usable(ports?.shop));
	const mailbox = await startMailbox({ ...DEMO.mail, port: await usable(ports?.mailbox) });
	const portOf = (url: string): number => Number(new URL(url).port);
	remember(userFolder, {
		ports: { hubspot: portOf(hubspot.url), shop: portOf(shop.url), mailbox: mailbox.port },
	});
	return { hubspot, shop, mailbox, others: await startMoreVendors(userFolder) };
}

export async function closeVendors({ hubspot, shop, mailbox, others }: Vendors): Promise<void> {
	await Promise.all([hubspot.close(), shop.close(), mailbox.close(), closeMoreVendors(others)]);
}
