import { parseCommand } from '../../scripts/cli/arguments';
import { CliFailure } from '../../scripts/cli/cli-failure';

const REACH = ['--url', 'http://localhost:5678', '--api-key', 'key'];

function failureOf(args: readonly string[], env: NodeJS.ProcessEnv = {}): CliFailure {
	try {
		parseCommand(args, env);
	} catch (error) {
		if (error instanceof CliFailure) return error;
		throw error;
	}
	throw new Error('the command line was accepted');
}

describe('the command line', () => {
	it('asks for the import of everything, published, by default', () => {
		expect(parseCommand(['import', ...REACH], {})).toEqual({
			kind: 'import',
			url: 'http://localhost:5678',
			apiKey: 'key',
			only: [],
			credentials: [],
			overrides: [],
			publish: true,
		});
	});

	it('takes address and key from the environment, so that the key stays out of the process list', () => {
		const env = { N8N_URL: 'http://n8n', N8N_API_KEY: 'secret' };
		expect(parseCommand(['import'], env)).toMatchObject({ url: 'http://n8n', apiKey: 'secret' });
	});

	it('asks for the edge by its file', () => {
		const edge = { kind: 'edge', config: 'edge.json' };
		expect(parseCommand(['edge', '--config', 'edge.json'], {})).toEqual(edge);
		expect(parseCommand(['edge'], { AFFILIATE_EDGE_CONFIG: 'edge.json' })).toEqual(edge);
		expect(failureOf(['edge']).message).toContain('--config is missing');
	});

	it('asks for a move by file and server', () => {
		const move = { kind: 'move', from: 'a.sqlite', config: 'b.json' };
		expect(parseCommand(['move', '--from', 'a.sqlite', '--config', 'b.json'], {})).toEqual(move);
		expect(failureOf(['move', '--config', 'b.json']).message).toContain('--from is missing');
		expect(failureOf(['move', '--from', 'a.sqlite']).message).toContain('--config is missing');
	});

	it('reads lists, choices and overrides', () => {
		const more = ['--only', '1,02', '--credential', 'hubspotAppToken=My HubSpot', '--no-publish'];
		const set = ['--set', 'Score.limits.high=80', '--set', 'Note.text=a=b'];
		expect(parseCommand(['import', ...REACH, ...more, ...set], {})).toMatchObject({
			only: ['01', '02'],
			credentials: [{ slot: 'hubspotAppToken', credential: 'My HubSpot' }],
			overrides: [
				{ target: 'Score.limits.high', value: 80 },
				{ target: 'Note.text', value: 'a=b' },
			],
			publish: false,
		});
	});

	it('shows help without arguments and on request', () => {
		expect(parseCommand([], {})).toEqual({ kind: 'help' });
		expect(parseCommand(['import', '--help'], {})).toEqual({ kind: 'help' });
		expect(parseCommand(['--version'], {})).toEqual({ kind: 'version' });
	});

	it.each([
		[['export'], /Unknown command "export"/],
		[['import', '--bogus'], /Unknown option '--bogus'/],
		[['import', 'now', ...REACH], /Unexpected "now"/],
		[['import', '--api-key', 'key'], /--url is missing/],
		[['import', '--url', 'http://n8n'], /--api-key is missing/],
		[['import', ...REACH, '--credential', 'hubspot'], /not of the form "type=name or id"/],
		[['import', ...REACH, '--set', 'Nothing=1'], /not of the form "Node name\.parameter/],
	])('%j is refused with one sentence and exit code 2', (args, message) => {
		const failure = failureOf(args);
		expect(failure.message).toMatch(message);
		expect(failure.message).not.toContain('\n');
		expect(failure.exitCode).toBe(2);
	});
});
