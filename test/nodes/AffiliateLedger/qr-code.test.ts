import {
	byCode,
	errorOf,
	fileOf,
	ledgerItems,
	ledgerOne,
	saveAffiliate,
	saveProgramme,
} from './ledger-user';

const ADDRESS = 'https://n8n.example.com/webhook/go';

const saveLink = async (code: string): Promise<void> => {
	await ledgerOne('link', 'upsert', {
		code,
		programme: byCode('main'),
		affiliate: byCode('anna'),
		destination: 'https://shop.example.com/tea',
	});
};

const qrCode = async (code: string, parameters: object = {}) =>
	await ledgerItems('link', 'qrCode', { code, trackingAddress: ADDRESS, ...parameters });

beforeEach(async () => {
	await saveProgramme();
	await saveAffiliate('anna');
	await saveLink('anna');
});

type Modules = readonly (readonly boolean[])[];

/** Dark modules of the drawing without its margin, read from its path. */
function modulesOf(svg: string, margin: number): Modules {
	const width = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
	const size = width - 2 * margin;
	const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
	for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
		for (let step = 0; step < Number(length); step += 1) {
			const row = rows[Number(y) - margin];
			if (row?.[Number(x) - margin + step] === undefined) throw new Error('It is in the margin');
			row[Number(x) - margin + step] = true;
		}
	}
	return rows;
}

/*
 * A reader of small QR codes (versions 2 to 5 of one block, bytes) after ISO/IEC 18004, without
 * mending errors: what it reads is what a camera reads of a clean print.
 */

const CORRECTIONS = ['M', 'L', 'H', 'Q'] as const;

const MASKS: ReadonlyArray<(row: number, column: number) => boolean> = [
	(row, column) => (row + column) % 2 === 0,
	(row) => row % 2 === 0,
	(_row, column) => column % 3 === 0,
	(row, column) => (row + column) % 3 === 0,
	(row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
	(row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
	(row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
	(row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

function read(modules: Modules): { text: string; correction: string } {
	const at = (row: number, column: number): boolean => modules[row]?.[column] ?? false;
	const places = [0, 1, 2, 3, 4, 5, 7, 8].map((column) => [8, column] as const);
	const formatPlaces = [...places, ...[7, 5, 4, 3, 2, 1, 0].map((row) => [row, 8] as const)];
	const format =
		formatPlaces.reduce((bits, [row, column]) => bits * 2 + Number(at(row, column)), 0) ^ 0x5412;
	const mask = MASKS[(format >> 10) & 7];
	if (mask === undefined) throw new Error('There is no such mask');
	const bits = dataPlaces(modules.length)
		.map(([row, column]) => Number(at(row, column) !== mask(row, column)))
		.join('');
	if (!bits.startsWith('0100')) throw new Error('It does not hold bytes');
	const length = Number.parseInt(bits.slice(4, 12), 2);
	const bytes = Array.from({ length }, (_, index) =>
		Number.parseInt(bits.slice(12 + index * 8, 20 + index * 8), 2),
	);
	return {
		text: Buffer.from(bytes).toString('utf8'),
		correction: CORRECTIONS[format >> 13] ?? '',
	};
}

/** Two columns at a time from the right, up and down in turn, around the fixed patterns. */
function dataPlaces(size: number): Array<readonly [number, number]> {
	const centre = size - 7;
	const isFixed = (row: number, column: number): boolean =>
		row === 6 ||
		column === 6 ||
		(row < 9 && column < 9) ||
		(row < 9 && column >= size - 8) ||
		(row >= size - 8 && column < 9) ||
		(Math.abs(row - centre) <= 2 && Math.abs(column - centre) <= 2);
	const rights = Array.from({ length: (size - 1) / 2 }, (_, pair) => size - 1 - 2 * pair);
	return rights.flatMap((right, pair) =>
		Array.from({ length: size }, (_, step) => (pair % 2 === 0 ? size - 1 - step : step)).flatMap(
			(row) =>
				[right, right - 1]
					.map((column) => (right <= 6 ? column - 1 : column))
					.filter((column) => !isFixed(row, column))
					.map((column) => [row, column] as const),
		),
	);
}

describe('the QR code of a link', () => {
	it("holds the tracked address with the link's code", async () => {
		const [item, ...others] = await qrCode('anna');
		expect(others).toEqual([]);
		expect(item?.json).toEqual({
			fileName: 'anna.svg',
			code: 'anna',
			url: `${ADDRESS}?l=anna`,
			status: 'active',
		});
		const { fileName, mimeType, text } = fileOf(item);
		expect([fileName, mimeType]).toEqual(['anna.svg', 'image/svg+xml']);
		expect(text).toMatch(/^<svg [^>]*width="512" height="512"/);
		expect(read(modulesOf(text, 4))).toEqual({ text: `${ADDRESS}?l=anna`, correction: 'M' });
	});

	it.each([
		['L', 'https://n8n.example.com/webhook/tracking', 'anna'],
		['M', ADDRESS, 'anna'],
		['Q', 'https://a.io/', 'anna'],
		['H', 'http://a/', 'a'],
	])('has the error correction %s where that is asked for', async (level, address, code) => {
		await saveLink(code);
		const [item] = await qrCode(code, {
			trackingAddress: address,
			additionalFields: { errorCorrection: level },
		});
		const url = `${address}?l=${code}`;
		expect(read(modulesOf(fileOf(item).text, 4))).toEqual({ text: url, correction: level });
	});

	it('is safer than asked for where that makes it no finer', async () => {
		const [item] = await qrCode('anna', { additionalFields: { errorCorrection: 'L' } });
		expect(read(modulesOf(fileOf(item).text, 4)).correction).toBe('M');
	});

	it('has the size and margin that are asked for', async () => {
		const [item] = await qrCode('anna', { additionalFields: { size: 100, margin: 0 } });
		const { text } = fileOf(item);
		expect(text).toContain('width="100" height="100" viewBox="0 0 29 29"');
		expect(read(modulesOf(text, 0)).text).toBe(`${ADDRESS}?l=anna`);
	});

	it('keeps what the tracking address has in its query, and replaces a code in it', async () => {
		const [item] = await qrCode('ANNA', {
			trackingAddress: `${ADDRESS}?l=ben&utm_medium=print#top`,
		});
		expect(item?.json['url']).toBe(`${ADDRESS}?l=anna&utm_medium=print`);
	});

	it('is refused for a link that is not there', async () => {
		expect((await errorOf(qrCode('nobody'))).message).toContain("no link with the code 'nobody'");
	});

	it.each([
		' ',
		'n8n.example.com/webhook/go',
		'javascript:alert(1)',
		'https://user:word@n8n.example.com/',
		`https://n8n.example.com/${'a'.repeat(1_000)}`,
	])('is refused for the address "%s"', async (trackingAddress) => {
		const { message } = await errorOf(qrCode('anna', { trackingAddress }));
		expect(message).toContain("'Tracking Address'");
	});

	it.each([
		['size', 31, 'Size'],
		['size', 100.5, 'Size'],
		['margin', -1, 'Margin'],
		['margin', 'wide', 'Margin'],
	])('is refused with %s %s', async (name, value, label) => {
		const { message } = await errorOf(qrCode('anna', { additionalFields: { [name]: value } }));
		expect(message).toContain(`'${label}' is not a whole number`);
	});
});
