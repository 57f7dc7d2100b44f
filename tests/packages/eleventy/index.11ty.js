// Where pages are written there are no elements: importing it does nothing there, and breaks nothing.
import 'conversion-widget';

const [viewers, conversions] = [10_000, 300];

export default function () {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>A page of Eleventy</title>
<script src="/witness.js"></script>
<script type="module" src="${this.url('/conversion-widget/index.js')}"></script>
</head>
<body>
<main>
<conversion-calculator views="rate" viewers="${viewers}" conversions="${conversions}">
<p>${conversions} of ${viewers.toLocaleString('en')} people bought: a conversion rate of ${100 * conversions / viewers} %.</p>
</conversion-calculator>
</main>
</body>
</html>
`;
}
