import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

const PLACES = [
	process.env.CHROMIUM_PATH,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Chromium's quiet, closed start: it never looks for the internet. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** Path of a Chromium on this machine, or undefined. */
export function chromiumPath(): string | undefined {
	return PLACES.find((place) => place !== undefined && place !== '' && existsSync(place));
}

export async function launchBrowser(): Promise<Browser> {
	const executablePath = chromiumPath();
	if (executablePath === undefined) {
		throw new Error('No Chromium was found: install it, or name it in CHROMIUM_PATH.');
	}
	return await chromium.launch({ executablePath, args: FLAGS });
}

/** Signs in to the editor as a person does. */
export async function signIn(
	page: Page,
	url: string,
	owner: { readonly email: string; readonly password: string },
): Promise<void> {
	await page.goto(`${url}/signin`);
	await page.locator('input').first().fill(owner.email);
	await page.locator('input[type=password]').fill(owner.password);
	await page.keyboard.press('Enter');
	await page.waitForURL((address) => !address.pathname.includes('signin'));
}

export interface CanvasNode {
	readonly name: string;
	readonly type: string;
	/** Address of its icon when the browser has really drawn one. */
	readonly icon: string | null;
	readonly hasDrawnIcon: boolean;
	/** n8n draws a question mark for a type it does not know. */
	readonly isUnknown: boolean;
	readonly hasIssues: boolean;
}

/** The canvas moves to fit the window. */
const VIEW_MILLISECONDS = 800;

/** Runs in the page: whether every icon of the canvas has come. */
const areImagesDrawn = `[...document.querySelectorAll('[data-test-id="canvas-node"] img')].every(
	(image) => image.complete && image.naturalWidth > 0,
)`;

/** Opens a workflow and reads what the canvas shows of every node. */
export async function readCanvas(
	page: Page,
	url: string,
	workflowId: string,
): Promise<CanvasNode[]> {
	await page.goto(`${url}/workflow/${workflowId}`);
	await page.locator('[data-test-id="canvas-node"]').first().waitFor();
	await page.waitForFunction(areImagesDrawn, null, { timeout: 10_000 }).catch(() => undefined);
	await page.keyboard.press('1');
	await page.waitForTimeout(VIEW_MILLISECONDS);
	return await page.locator('[data-test-id="canvas-node"]').evaluateAll((elements) =>
		elements.map((element) => {
			const image = element.querySelector('img');
			const drawn = image !== null && image.complete && image.naturalWidth > 0;
			const texts = [...element.querySelectorAll('div, span')]
				.filter((part) => part.children.length === 0)
				.map((part) => (part.textContent ?? '').trim());
			return {
				name: element.getAttribute('data-node-name') ?? '',
				type: element.getAttribute('data-node-type') ?? '',
				icon: drawn ? image.src : null,
				hasDrawnIcon: drawn || element.querySelector('svg') !== null,
				isUnknown: texts.includes('?'),
				hasIssues: element.querySelector('[data-test-id="node-issues"]') !== null,
			};
		}),
	);
}
