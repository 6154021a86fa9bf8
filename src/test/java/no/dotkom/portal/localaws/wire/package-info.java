/**
 * The wire: one codec for every modelled service, driven by the SDK's own field metadata. Bytes come in through {@link
 * no.dotkom.portal.localaws.wire.InProcess} or {@link no.dotkom.portal.localaws.wire.Listener}, {@link
 * no.dotkom.portal.localaws.wire.Dispatch} finds the model's method, bytes go out.
 */
@NullMarked
package no.dotkom.portal.localaws.wire;

import org.jspecify.annotations.NullMarked;
