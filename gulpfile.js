/** The one thing tsc does not do: icons and codex files go beside the compiled nodes. */
const { dest, src } = require('gulp');

function buildAssets() {
	return src(['nodes/**/*.{svg,json}', 'credentials/**/*.svg'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports['build:assets'] = buildAssets;
exports.default = buildAssets;
