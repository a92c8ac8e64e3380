import { encode } from 'uqr';
import { AffiliateError } from '../../../../lib/kernel';
import { fileItem } from '../payout/fileItems';
import { additionalFields, codeField, readCollection, requireText } from '../../fields';
import type { LedgerOperation } from '../../operation';

/** ISO/IEC 18004 asks for four light modules around the code. */
const QUIET_ZONE_MODULES = 4;

const DEFAULT_PIXELS = 512;

/** Longer addresses make codes that no camera reads. */
const MOST_CHARACTERS = 1_000;

const CORRECTIONS = ['L', 'M', 'Q', 'H'] as const;

type Correction = (typeof CORRECTIONS)[number];

/** A tracked link as a QR code for print, as a drawing that scales. */
export const getLinkQrCode: LedgerOperation = {
	value: 'qrCode',
	name: 'Get QR Code',
	action: 'Get QR code of link',
	description: 'Make the QR code of a tracked link as an SVG file',
	fields: [
		codeField('e.g. anna-summer', 'Code of the link'),
		{
			displayName: 'Tracking Address',
			name: 'trackingAddress',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://n8n.example.com/webhook/go',
			description:
				"Production address of the Affiliate Click Trigger; the link's code is added to it",
		},
		additionalFields([
			{
				displayName: 'Error Correction',
				name: 'errorCorrection',
				type: 'options',
				options: [
					{ name: 'High (30 %)', value: 'H', description: 'For a logo on top, or rough use' },
					{ name: 'Low (7 %)', value: 'L', description: 'For screens' },
					{ name: 'Medium (15 %)', value: 'M' },
					{ name: 'Quartile (25 %)', value: 'Q' },
				],
				default: 'M',
				description: 'How much of the code may be dirty or torn. More of it makes finer dots.',
			},
			{
				displayName: 'Margin',
				name: 'margin',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 20, numberPrecision: 0 },
				default: QUIET_ZONE_MODULES,
				description: 'Light border, in dots of the code; cameras want at least four',
			},
			{
				displayName: 'Size',
				name: 'size',
				type: 'number',
				typeOptions: { minValue: 32, maxValue: 10_000, numberPrecision: 0 },
				default: DEFAULT_PIXELS,
				description: 'Width and height in pixels, border included',
			},
		]),
	],
	async run(context) {
		const code = requireText(context, 'code', 'Code');
		const link = await context.store.registry.linkByCode(code);
		if (link === null) {
			throw new AffiliateError(`There is no link with the code '${code}'`, {
				code: 'unknown_link',
				path: 'code',
				hint: "Check the code, or look it up with 'Link: Get Many'.",
			});
		}
		const options = readCollection(context, 'additionalFields');
		const address = requireText(context, 'trackingAddress', 'Tracking Address');
		const url = trackedAddress(address, link.code);
		const correction = CORRECTIONS.find((level) => level === options['errorCorrection']) ?? 'M';
		const size = wholeNumber(options['size'], 'Size', [32, 10_000], DEFAULT_PIXELS);
		const margin = wholeNumber(options['margin'], 'Margin', [0, 20], QUIET_ZONE_MODULES);
		const file = {
			fileName: `${link.code}.svg`,
			mimeType: 'image/svg+xml',
			content: drawing(url, correction, size, margin),
		};
		const { status } = link;
		return [await fileItem(context.execute, file, { code: link.code, url, status })];
	},
};

/** Throws `invalid_address`. */
function trackedAddress(text: string, code: string): string {
	const url = URL.canParse(text) ? new URL(text) : null;
	const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
	if (url === null || !isWeb || url.username !== '' || url.password !== '') throw wrongAddress();
	url.searchParams.set('l', code);
	url.hash = '';
	if (url.href.length > MOST_CHARACTERS) throw wrongAddress();
	return url.href;
}

function wrongAddress(): AffiliateError {
	return new AffiliateError("'Tracking Address' is not an address that a camera can open", {
		code: 'invalid_address',
		path: 'trackingAddress',
		hint: 'Copy the production address of the Affiliate Click Trigger, such as https://n8n.example.com/webhook/go.',
	});
}

/** One path of all dark modules, row by row: small, and without seams between them. */
function drawing(text: string, correction: Correction, size: number, margin: number): string {
	const { data, size: modules } = encode(text, { ecc: correction, border: 0, boostEcc: true });
	const width = modules + 2 * margin;
	const runs = data.flatMap((row, y) =>
		[
			...row
				.map((isDark) => (isDark ? '1' : '0'))
				.join('')
				.matchAll(/1+/g),
		].map(({ index, 0: { length } }) => `M${index + margin} ${y + margin}h${length}v1h-${length}z`),
	);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${width} ${width}" shape-rendering="crispEdges">`,
		`<rect width="${width}" height="${width}" fill="#fff"/>`,
		`<path fill="#000" d="${runs.join('')}"/>`,
		'</svg>\n',
	].join('');
}

/** Throws `invalid_input`. */
function wholeNumber(
	value: unknown,
	label: string,
	[least, most]: readonly [number, number],
	preset: number,
): number {
	if (value === undefined || value === null || value === '') return preset;
	const number = Number(value);
	if (Number.isInteger(number) && number >= least && number <= most) return number;
	throw new AffiliateError(`'${label}' is not a whole number from ${least} to ${most}`, {
		code: 'invalid_input',
		path: label.toLowerCase(),
		hint: `Write a number such as ${preset}.`,
	});
}
