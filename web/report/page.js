// Draws the page from the data embedded in it.
import { drawCases } from './cases.js'
import { drawComparisons } from './comparisons.js'
import { page } from './elements.js'
import { drawErrorClasses } from './error-classes.js'
import { drawHead } from './head.js'
import { drawPaper } from './paper.js'
import { drawResults } from './results.js'
import { drawOrigin } from './origin.js'
import { drawMixture, drawTraining } from './training.js'

async function drawPage() {
  const parts = [
    drawHead(),
    ...drawResults(),
    await drawErrorClasses(),
    drawComparisons(),
    ...drawPaper(),
    drawTraining(),
    drawMixture(),
    await drawCases(),
    drawOrigin(),
  ]
  page.replaceChildren(...parts.filter(Boolean))
}

drawPage()
