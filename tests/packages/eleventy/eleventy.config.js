export default function (eleventy) {
  // No bundler: the package as it is, beside the pages.
  eleventy.addPassthroughCopy({ 'node_modules/conversion-widget': 'conversion-widget' });
}

export const config = {
  dir: { input: 'eleventy', output: 'pages/eleventy' },
  pathPrefix: '/packages/eleventy/',
};
