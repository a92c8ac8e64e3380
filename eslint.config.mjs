import communityNodes from '@n8n/eslint-plugin-community-nodes';
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const community = communityNodes.default ?? communityNodes;

/** Who may import what: see ARCHITECTURE.md, "Directions". */
const siblings = [
	'attribution',
	'commission',
	'delivery',
	'fraud',
	'import',
	'ledger',
	'mapping',
	'payouts',
	'reconciliation',
	'statistics',
	'tracking',
];

/** Those that count and guess may use the statistics beside them. */
const usesStatistics = ['attribution', 'fraud'];

const zones = [
	{ target: './lib/kernel', from: './lib', except: ['./kernel'] },
	{ target: './lib/model', from: './lib', except: ['./kernel', './model'] },
	{ target: './lib/ports', from: './lib', except: ['./kernel', './model', './ports'] },
	...siblings.map((name) => ({
		target: `./lib/${name}`,
		from: './lib',
		except: [
			'./kernel',
			'./model',
			'./ports',
			`./${name}`,
			...(usesStatistics.includes(name) ? ['./statistics'] : []),
		],
	})),
	...['connectors', 'store'].map((name) => ({
		target: `./lib/${name}`,
		from: './lib',
		except: ['./kernel', './model', './ports', `./${name}`],
	})),
	{
		target: './lib/edge',
		from: './lib',
		except: ['./kernel', './model', './ports', './store', './tracking', './edge'],
	},
	{ target: './lib', from: ['./nodes', './credentials', './scripts', './host', './test'] },
	{ target: './credentials', from: ['./lib', './nodes', './scripts', './host', './test'] },
	{ target: './nodes', from: ['./scripts', './host', './test'] },
];

const clockAndChance = [
	{
		selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
		message: 'Time is an argument in the engine.',
	},
	{
		selector: "NewExpression[callee.name='Date'][arguments.length=0]",
		message: 'Time is an argument in the engine.',
	},
	{
		selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
		message: 'Randomness is an argument in the engine.',
	},
];

const restrictedImports = (patterns) => ['error', { patterns }];

export default tseslint.config(
	{
		ignores: [
			'**/dist/**',
			'**/node_modules/**',
			'.affiliate-loop/**',
			'coverage/**',
			'gulpfile.js',
			'jest.*.js',
		],
	},
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.recommended],
		plugins: { 'import-x': importX },
		languageOptions: {
			parserOptions: { project: './tsconfig.check.json' },
		},
		settings: {
			'import-x/resolver-next': [
				createTypeScriptImportResolver({ project: './tsconfig.check.json' }),
			],
		},
		rules: {
			'import-x/no-restricted-paths': ['error', { zones }],
			'import-x/no-cycle': 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
			],
			'max-lines': ['error', { max: 300 }],
			'max-lines-per-function': ['error', { max: 70 }],
		},
	},
	{
		files: ['lib/**/*.ts'],
		rules: {
			'no-console': 'error',
			'no-restricted-imports': restrictedImports([
				{ group: ['n8n-*', 'axios'], message: 'The engine knows nothing of n8n or axios.' },
			]),
		},
	},
	{
		// Pure code: no clock, no chance, no timers. Persistence and the server of links wait and read
		// the disk on purpose.
		files: ['lib/**/*.ts'],
		ignores: ['lib/edge/**', 'lib/store/**'],
		rules: {
			'no-restricted-syntax': ['error', ...clockAndChance],
			'no-restricted-globals': [
				'error',
				'setTimeout',
				'setInterval',
				'setImmediate',
				'process',
				'fetch',
			],
		},
	},
	{
		files: ['test/**/*.ts'],
		rules: {
			'max-lines-per-function': 'off',
			'max-lines': ['error', { max: 600 }],
		},
	},
	{
		// n8n's rules for community packages. What is switched off, and why:
		// the package is for self-hosted n8n (own store on disk, timers of the trigger's pump, a
		// library or two), uses n8n's own HubSpot credential types, and declares its dependencies.
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		...community.configs.recommendedWithoutN8nCloudSupport,
		rules: {
			...community.configs.recommendedWithoutN8nCloudSupport.rules,
			'@n8n/community-nodes/no-credential-reuse': 'off',
			'@n8n/community-nodes/valid-credential-references': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		plugins: { 'n8n-nodes-base': nodesBase },
		rules: {
			...nodesBase.configs.nodes.rules,
			// Written for n8n's own repository, or contradicted by the newer rules above.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-class-description-inputs-wrong-trigger-node': 'off',
			'n8n-nodes-base/node-class-description-icon-not-svg': 'off',
			// Stops at a credential that is named by a constant.
			'n8n-nodes-base/node-class-description-credentials-name-unsuffixed': 'off',
		},
	},
	{
		files: ['credentials/**/*.ts'],
		plugins: { 'n8n-nodes-base': nodesBase },
		rules: {
			...nodesBase.configs.credentials.rules,
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
		},
	},
);
