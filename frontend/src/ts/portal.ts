// The one script of the portal: htmx, its event streams, our extension, and a few conveniences.
// Every page works without it, except for what is live.
import "./htmx-portal";
import { copyOnClick } from "./copy";
import { guardForms } from "./forms";
import { singleKeys } from "./keys";
import { followStream } from "./live";
import { tellMinutes } from "./minutes";
import { openPalette } from "./palette";
import { holdStillWhilePressed } from "./press";
import { answerFailures } from "./failures";
import { tickTimes } from "./times";
import { followTitle } from "./title";

holdStillWhilePressed();
followStream();
answerFailures();
guardForms();
copyOnClick();
openPalette();
singleKeys();
tickTimes();
tellMinutes();
followTitle();
