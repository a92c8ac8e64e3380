import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EditorClient } from '../../host/editor-client.ts';
import { freePort } from '../../host/free-port.ts';
import { ensureN8nInstalled } from '../../host/install.ts';
import { startN8n, type N8nInstance } from '../../host/instance.ts';
import { packAndInstall } from '../../host/package-install.ts';
import { createWorkflow } from './support/create-workflow';
import { ROOT } from './support/open-world';
import { newStranger, type CommandRun, type Stranger } from './support/stranger';

const userFolder = mkdtempSync(path.join(tmpdir(), 'affiliate-loop-host-'));
let n8n: N8nInstance | undefined;
let client: EditorClient;
let stranger: Stranger;

const log = (line: string): void => void process.stderr.write(`${line}\n`);

async function boot(port?: number): Promise<N8nInstance> {
	const started = await startN8n({ root: ROOT, userFolder, ...(port ? { port } : {}) });
	await started.waitReady();
	client = new EditorClient({ url: started.url, owner: started.owner, userFolder });
	return started;
}

beforeAll(async () => {
	await ensureN8nInstalled({ root: ROOT, log });
	n8n = await boot();
	stranger = await newStranger(ROOT);
}, 900_000);

afterAll(async () => {
	await n8n?.stop();
	await stranger?.remove();
	await rm(userFolder, { recursive: true, force: true, maxRetries: 5 });
}, 120_000);

async function importInto(url: string, ...more: readonly string[]): Promise<CommandRun> {
	const apiKey = await client.createApiKey();
	return await stranger.npx('import', '--url', url, '--api-key', apiKey, ...more);
}

/** One sentence for a person: no stack, no second line. */
function expectOneSentence({ out, error }: CommandRun): void {
	expect(out).toBe('');
	expect(error.split('\n')).toHaveLength(1);
	expect(error).toMatch(/^[A-Z"-].*\.$/);
	expect(error).not.toMatch(/\bat .*:\d+:\d+|Error:/);
}

describe('the import command against an n8n without the package', () => {
	it('says which package to install where, and leaves nothing behind', async () => {
		const run = await importInto(n8n?.url ?? '');
		expect(run.code).toBe(1);
		expectOneSentence(run);
		expect(run.error).toContain('install the package n8n-nodes-affiliate-loop there');
		expect(await client.listWorkflows()).toEqual([]);
	});
});

describe('the import command with the wrong words', () => {
	it.each([
		['no address', ['import', '--api-key', 'x'], 2, /^--url is missing/],
		['no key', ['import', '--url', 'http://localhost:5678'], 2, /^--api-key is missing/],
		['an address that is none', ['import', '--url', 'shop', '--api-key', 'x'], 2, /not an address/],
		['an unknown option', ['import', '--force'], 2, /--force/],
		['an unknown command', ['instal'], 2, /Unknown command "instal"/],
	])('says in one sentence what to mend: %s', async (_what, args, code, words) => {
		const run = await stranger.npx(...args);
		expect(run.code).toBe(code);
		expectOneSentence(run);
		expect(run.error).toMatch(words);
	});

	it('names the mend when nobody listens at the address', async () => {
		const url = `http://127.0.0.1:${await freePort()}`;
		const run = await importInto(url);
		expect(run.code).toBe(1);
		expectOneSentence(run);
		expect(run.error).toContain(`No n8n answers at ${url}`);
	});

	it('names the mend when the address is that of something else', async () => {
		const run = await importInto(`${n8n?.url}/signin`);
		expect(run.code).toBe(1);
		expectOneSentence(run);
		expect(run.error).toContain("is not n8n's public API");
	});

	it('names the mend when the key is wrong, and does not repeat it', async () => {
		const key = 'not-the-key-of-this-n8n';
		const run = await stranger.npx('import', '--url', n8n?.url ?? '', '--api-key', key);
		expect(run.code).toBe(1);
		expectOneSentence(run);
		expect(run.error).toContain('does not accept this API key');
		expect(run.error).not.toContain(key);
	});
});

describe('the import command against an n8n with the package', () => {
	const NAMES = [
		'00 Set up your programme',
		'01 Track clicks',
		'02 Turn paid orders into commissions',
		'03 Reverse commissions on refunds',
		'04 Take postbacks of apps and partners',
		'05 Turn orders of WooCommerce into commissions',
		'06 Turn orders of Magento into commissions',
		'10 Approve commissions whose hold has passed',
		'11 Pay affiliates every month',
		'12 Fetch exchange rates every day',
		'13 Turn subscription payments into commissions',
		'14 Pay performance bonuses and clicks',
		'15 Backtest a plan before you switch it on',
		'16 Import from another affiliate platform',
		'17 Scan for fraud every night',
		'18 Review fraud cases',
		'19 Learn what is usual every week',
		'20 Write purchases to HubSpot',
		'21 Write purchases to Salesforce',
		'22 Write purchases to Pipedrive',
		'23 Write purchases to Klaviyo',
		'24 Reward customers after a purchase',
		'25 Bring changes of the CRM back to the store',
		'26 Reconcile stores every night',
		'27 Replay dead letters',
		'28 Forward events to other automations',
		'29 Delete old clicks every month',
		'30 Mirror conversions into a platform',
		'31 Confirm what a platform accepted',
		'32 Pull a platform into the CRM',
		'33 Reconcile with a platform',
		'34 Migrate from a platform',
		'35 Migrate to a platform',
		'36 Onboard an affiliate',
		'90 Handle failures',
	];
	const BY_HAND = ['00', '15', '35'];
	/** Nobody answers there. */
	const NOWHERE = 'http://127.0.0.1:9';
	const WITHOUT_CREDENTIALS = ['01', '04', '10', '12', '14', '17', '19', '29', '90'];
	const NEEDING_NOTHING = ['00', '15', ...WITHOUT_CREDENTIALS];
	const named = (numbers: readonly string[]) =>
		NAMES.filter((name) => numbers.includes(name.slice(0, 2)));

	beforeAll(async () => {
		const { port } = n8n ?? {};
		await n8n?.stop();
		await packAndInstall({ root: ROOT, userFolder, log });
		n8n = await boot(port);
	}, 300_000);

	/** Accounts of nobody; publishing asks none of them. */
	async function addAccounts(): Promise<void> {
		const accounts: ReadonlyArray<readonly [string, Record<string, unknown>]> = [
			['salesforceOAuth2Api', { environment: 'production', clientId: 'x', clientSecret: 'x' }],
			['pipedriveApi', { apiToken: 'x' }],
			['klaviyoApi', { apiKey: 'pk_x' }],
			['tapfiliateRestApi', { apiKey: 'x' }],
			['platformWebhookSecretApi', { secret: 'sixteen-random-letters' }],
			['partnerStackApi', { publicKey: 'pk_x', secretKey: 'sk_x' }],
			['wooCommerceRestApi', { url: NOWHERE, consumerKey: 'ck_x', consumerSecret: 'cs_x' }],
			[
				'magentoOAuth1Api',
				{
					host: NOWHERE,
					consumerKey: 'x',
					consumerSecret: 'x',
					accessToken: 'x',
					accessTokenSecret: 'x',
				},
			],
			[
				'shopifyClientCredentialsApi',
				{ shopSubdomain: 'nobody', clientId: 'x', clientSecret: 'x' },
			],
			['catchHookApi', { service: 'other', url: `${NOWHERE}/hook`, signingSecret: '' }],
		];
		for (const [type, data] of accounts) {
			await client.upsertCredential({ name: `${type} of our company`, type, data });
		}
	}

	/** The line of the printed table about one workflow. */
	function lineOf({ out }: CommandRun, name: string): string {
		return out.split('\n').find((line) => line.startsWith(`${name}  `)) ?? '';
	}

	async function published(): Promise<string[]> {
		const all = await client.listWorkflows();
		return all.flatMap(({ name, active }) => (active ? [name] : [])).sort();
	}

	/** n8n counts a new version with every change of a workflow's content. */
	async function versions(): Promise<unknown[]> {
		const all = (await client.listWorkflows()) as ReadonlyArray<
			Partial<Record<'id' | 'versionId' | 'activeVersionId', unknown>>
		>;
		return all.map(({ id, versionId, activeVersionId }) => [id, versionId, activeVersionId]);
	}

	it('imports all and publishes what needs no credentials; says exactly which to add', async () => {
		const run = await importInto(n8n?.url ?? '');
		expect([run.code, run.error]).toEqual([0, '']);
		expect((await client.listWorkflows()).map(({ name }) => name).sort()).toEqual(NAMES);
		expect(await published()).toEqual(named(WITHOUT_CREDENTIALS));
		for (const name of NAMES) {
			const number = name.slice(0, 2);
			const state = !NEEDING_NOTHING.includes(number)
				? 'waits for credentials'
				: BY_HAND.includes(number)
					? 'run it by hand'
					: 'published';
			expect(lineOf(run, name)).toMatch(new RegExp(`created +${state}`));
		}
		const todo = run.out.slice(run.out.indexOf('Left to do:')).split('\n');
		const mails = ['Ask for approval', 'Ask the second person', 'Send the bank file'];
		expect(todo).toEqual([
			'Left to do:',
			...[
				['02', ['Receive paid orders'], 'Store Webhook Secret', 'storeWebhookSecretApi'],
				[
					'03',
					['Receive refunds and cancellations'],
					'Store Webhook Secret',
					'storeWebhookSecretApi',
				],
				[
					'05',
					['Receive WooCommerce orders'],
					'WooCommerce Webhook Secret',
					'storeWebhookSecretApi',
				],
				['05', ['Receive WooCommerce orders'], 'WooCommerce REST', 'wooCommerceRestApi'],
				['06', ['Receive Magento orders'], 'Magento Integration', 'magentoOAuth1Api'],
				[
					'11',
					[...mails, 'Ask whether the bank paid', 'Send each statement'],
					'SMTP account',
					'smtp',
				],
				['13', ['Receive Stripe events'], 'Stripe Webhook Secret', 'storeWebhookSecretApi'],
				['16', ['Choose a file'], 'Import Form', 'httpBasicAuth'],
				['18', ['Send the list'], 'SMTP account', 'smtp'],
				['18', ['Open the decision page'], 'Fraud Review Form', 'httpBasicAuth'],
				['20', ['Write contact and purchase'], 'HubSpot Service Key', 'hubspotAppToken'],
				['21', ['Write contact and opportunity'], 'Salesforce', 'salesforceOAuth2Api'],
				['22', ['Write person and deal'], 'Pipedrive', 'pipedriveApi'],
				['23', ['Write profile and event'], 'Klaviyo', 'klaviyoApi'],
				['24', ['Tell the points', 'Add to the upsell list'], 'Klaviyo', 'klaviyoApi'],
				['24', ['Thank the customer'], 'SMTP account', 'smtp'],
				[
					'25',
					['Read what people changed', 'Mark as handled'],
					'HubSpot Service Key',
					'hubspotAppToken',
				],
				['25', ['Tag the customer', 'Set the stage'], 'Shopify', 'shopifyClientCredentialsApi'],
				['25', ['Write the profile'], 'Klaviyo', 'klaviyoApi'],
				['26', ['Read what changed'], 'Shopify', 'shopifyClientCredentialsApi'],
				['26', ['Tell what was missed'], 'SMTP account', 'smtp'],
				['27', ['Send the list'], 'SMTP account', 'smtp'],
				['27', ['Open the replay page'], 'Replay Form', 'httpBasicAuth'],
				['28', ['Send the event'], 'Catch Hook', 'catchHookApi'],
				['30', ['Mirror the conversion'], 'Tapfiliate', 'tapfiliateRestApi'],
				['31', ['Confirm open orders'], 'PartnerStack', 'partnerStackApi'],
				['32', ['Prepare the CRM', 'Write the contact'], 'HubSpot Service Key', 'hubspotAppToken'],
				[
					'32',
					['List affiliates and commissions', 'Receive affiliate events'],
					'Tapfiliate',
					'tapfiliateRestApi',
				],
				['32', ['Receive affiliate events'], 'Platform Webhook Secret', 'platformWebhookSecretApi'],
				['33', ['Compare both sides'], 'Tapfiliate', 'tapfiliateRestApi'],
				['33', ['Send the report'], 'SMTP account', 'smtp'],
				['34', ['Choose what to bring over'], 'Import Form', 'httpBasicAuth'],
				['34', ['Read the platform'], 'Tapfiliate', 'tapfiliateRestApi'],
				['35', ['Create on the platform', 'Compare both sides'], 'Tapfiliate', 'tapfiliateRestApi'],
				[
					'36',
					['Create on the platform', 'Read the new affiliate', 'Build the link'],
					'Tapfiliate',
					'tapfiliateRestApi',
				],
				['36', ['Send the welcome'], 'SMTP account', 'smtp'],
				['36', ['Write the contact'], 'HubSpot Service Key', 'hubspotAppToken'],
			].map(([number, nodes, name, type]) => {
				const list = (nodes as string[]).map((node) => `"${node}"`).join(', ');
				const who = nodes?.length === 1 ? `node ${list} needs` : `nodes ${list} need`;
				return expect.stringMatching(
					new RegExp(
						`^${String(number)} .*: ${who} the credential ${String(name)} \\(${String(type)}\\): add it`,
					),
				);
			}),
			'',
		]);
	});

	it('publishes the others once their credentials are there, whatever they are called', async () => {
		await client.upsertCredential({
			name: 'HubSpot of our company',
			type: 'hubspotAppToken',
			data: { appToken: 'pat-of-nobody' },
		});
		await client.upsertCredential({
			name: 'Shop',
			type: 'storeWebhookSecretApi',
			data: { secret: 'a-secret', previousSecret: '' },
		});
		const run = await importInto(n8n?.url ?? '');
		expect([run.code, run.error]).toEqual([0, '']);
		expect(lineOf(run, NAMES[2] ?? '')).toMatch(/updated +published/);
		expect(await published()).toEqual(named([...WITHOUT_CREDENTIALS, '02', '03', '20']));
	});

	it('does not take the secret of the shop for that of Stripe', async () => {
		const { out } = await importInto(n8n?.url ?? '', '--only', '13');
		expect(out).toContain('needs the credential Stripe Webhook Secret (storeWebhookSecretApi)');
		expect(await published()).not.toContain(named(['13'])[0]);
	});

	it('publishes all when the rest is there', async () => {
		await client.upsertCredential({
			name: 'Stripe of our company',
			type: 'storeWebhookSecretApi',
			data: { secret: 'whsec_x', previousSecret: '' },
		});
		await client.upsertCredential({
			name: 'Mail',
			type: 'smtp',
			data: { host: '127.0.0.1', port: 2525, secure: false, disableStartTls: true },
		});
		await client.upsertCredential({
			name: 'Form',
			type: 'httpBasicAuth',
			data: { user: 'somebody', password: 'something' },
		});
		await addAccounts();
		const choices = [
			'Stripe Webhook Secret=Stripe of our company',
			'WooCommerce Webhook Secret=Shop',
			'Fraud Review Form=Form',
			'Replay Form=Form',
		];
		const run = await importInto(
			n8n?.url ?? '',
			...choices.flatMap((choice) => ['--credential', choice]),
		);
		expect([run.code, run.error]).toEqual([0, '']);
		expect(run.out).not.toContain('Left to do');
		expect(await published()).toEqual(NAMES.filter((name) => !BY_HAND.includes(name.slice(0, 2))));
	});

	it('changes nothing when it is run once more', async () => {
		const before = await versions();
		const run = await importInto(n8n?.url ?? '');
		expect(run.code).toBe(0);
		for (const name of NAMES) expect(lineOf(run, name)).toMatch(/unchanged +(published|run it)/);
		expect(await versions()).toEqual(before);
	});

	it('keeps what was filled in when it is run without it', async () => {
		const url = n8n?.url ?? '';
		const set = await importInto(url, '--set', 'Receive paid orders.shopDomain=tea.example');
		expect(lineOf(set, NAMES[2] ?? '')).toMatch(/updated +published/);
		const run = await importInto(url);
		expect(lineOf(run, NAMES[2] ?? '')).toMatch(/unchanged +published/);
		const orders = (await client.listWorkflows()).find(({ name }) => name === NAMES[2]);
		const node = orders?.nodes.find(({ name }) => name === 'Receive paid orders');
		expect(node?.parameters).toMatchObject({ shopDomain: 'tea.example' });
	});

	it('says what to do when n8n refuses a path that another workflow has', async () => {
		if (n8n === undefined) throw new Error('n8n does not run');
		const other = await createWorkflow({ client, n8n }, 'Links of somebody else', [
			{
				name: 'Serve',
				type: 'n8n-nodes-affiliate-loop.affiliateClickTrigger',
				typeVersion: 2,
				parameters: { path: 'taken', fallbackUrl: 'https://shop.example.com/' },
				webhookId: '0b1f5b5c-2f43-4d0f-9f0e-2f6d3a1c9e11',
			},
		]);
		await client.publish(other);
		const path = 'Serve tracked links.path=taken';
		const run = await importInto(n8n.url, '--only', '01', '--set', path);
		expect(run.code).toBe(1);
		expect(lineOf(run, NAMES[1] ?? '')).toContain('n8n refused, the earlier version stays live');
		expect(run.out).toContain('Another published workflow has the same path');
	});

	it('refuses a misspelt node before it changes anything', async () => {
		const run = await importInto(n8n?.url ?? '', '--set', 'Receive payd orders.path=x');
		expect(run.code).toBe(2);
		expectOneSentence(run);
		expect(run.error).toContain('Receive payd orders.path');
	});
});
