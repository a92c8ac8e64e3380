import * as n8nWorkflow from 'n8n-workflow';
import {
	resolveWebhookDescriptionField,
	webhookDescriptionIsNativelyResolvable,
	type IHookFunctions,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { AffiliateClickTrigger } from '../../../nodes/AffiliateClickTrigger/AffiliateClickTrigger.node';
import { readClickSettings } from '../../../lib/edge';
import { clickWebhooks } from '../../../nodes/AffiliateClickTrigger/webhookDescriptions';

const { description, webhookMethods } = new AffiliateClickTrigger();
const FALLBACK = 'https://shop.example.com';

describe('the addresses of the trigger', () => {
	const node = { parameters: { path: 'go', fallbackUrl: FALLBACK, options: {} } };

	test('need no expression: n8n reads them from the parameter', () => {
		const webhooks = description.webhooks ?? [];
		expect(webhooks.map(webhookDescriptionIsNativelyResolvable)).toEqual([true, true]);
		expect(webhooks.map((entry) => resolveWebhookDescriptionField(node, entry, 'path'))).toEqual([
			{ resolved: true, value: 'go' },
			{ resolved: true, value: 'go/:linkCode' },
		]);
		expect(webhooks.map(({ httpMethod }) => httpMethod)).toEqual(['GET,HEAD', 'GET,HEAD']);
	});

	test('have templates that the editor evaluates to the same paths', () => {
		for (const entry of description.webhooks ?? []) {
			const template = /^=\{\{(.*)\}\}$/s.exec(entry.path)?.[1] ?? '';
			const evaluate = new Function('$parameter', `return ${template}`) as (p: unknown) => unknown;
			expect({ resolved: true, value: evaluate(node.parameters) }).toEqual(
				resolveWebhookDescriptionField(node, entry, 'path'),
			);
		}
	});

	test('fall back to expressions in an n8n that knows nothing else', () => {
		const { webhookDescriptionFields: _none, ...older } = n8nWorkflow;
		expect(clickWebhooks(older).map(({ path }) => path)).toEqual([
			'={{$parameter["path"]}}',
			'={{$parameter["path"] + "/:linkCode"}}',
		]);
	});

	test('are of a node version above 1, for which n8n evaluates no expression per request', () => {
		expect(description.version).toBe(2);
	});
});

describe('the parameters', () => {
	const all = description.properties.flatMap((property) => [
		property,
		...((property.options ?? []) as Array<
			INodeProperties | INodePropertyCollection | INodePropertyOptions
		>),
	]) as INodeProperties[];

	test('take no expression anywhere', () => {
		const open = all.filter(
			({ type, noDataExpression }) =>
				!['notice', 'collection'].includes(type) && noDataExpression !== true,
		);
		expect(open.map(({ name }) => name)).toEqual([]);
	});

	test('list options in alphabetical order', () => {
		const names = (description.properties.at(-1)?.options ?? []).map((option) =>
			'displayName' in option ? option.displayName : '',
		);
		expect(names).toEqual([...names].sort());
	});

	test('read empty as the defaults the fields show', () => {
		const shown = Object.fromEntries(
			(description.properties.at(-1)?.options as INodeProperties[])
				.filter(({ name }) => name !== 'trustedProxies')
				.map(({ name, default: value }) => [name, value]),
		);
		expect(readClickSettings(FALLBACK, shown as never)).toEqual(readClickSettings(FALLBACK, {}));
	});

	test('switch things off', () => {
		const { tracking } = readClickSettings(FALLBACK, {
			addUtm: false,
			setCookie: false,
			consentParameter: '',
			trustedProxies: 2,
		});
		expect(tracking).toMatchObject({
			addsUtm: false,
			cookie: null,
			consent: { parameter: null },
			trustedProxies: 2,
		});
	});
});

describe('publishing', () => {
	const check = async (parameters: Record<string, unknown>): Promise<boolean> =>
		await webhookMethods.default.checkExists.call({
			getNode: () => ({ name: 'Affiliate Click Trigger', parameters }),
			getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		} as unknown as IHookFunctions);

	test('succeeds with a path and a fallback address', async () => {
		expect(await check({ path: 'go', fallbackUrl: FALLBACK })).toBe(true);
		expect(await check({ path: 'r/go', fallbackUrl: 'http://127.0.0.1:8081' })).toBe(true);
	});

	test.each([
		[{ path: 'go', fallbackUrl: '' }, 'Fallback URL'],
		[{ path: 'go', fallbackUrl: 'http://shop.example.com' }, 'Fallback URL'],
		[{ path: '', fallbackUrl: FALLBACK }, 'Path'],
		[{ path: 'go/:x', fallbackUrl: FALLBACK }, 'Path'],
		[{ path: 'go', fallbackUrl: FALLBACK, options: { cookieName: 'a b' } }, 'Cookie Name'],
		[{ path: 'go', fallbackUrl: FALLBACK, options: { cookieDomain: 'a;b' } }, 'Cookie Domain'],
		[
			{ path: 'go', fallbackUrl: FALLBACK, options: { clickIdParameter: 'a&b' } },
			'Click ID Parameter',
		],
	])('with %j names what to mend', async (parameters, named) => {
		await expect(check(parameters)).rejects.toMatchObject({
			message: expect.stringContaining(named),
			description: expect.stringMatching(/such as/),
		});
	});
});
