package no.dotkom.portal.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import no.dotkom.portal.apps.port.Registry;
import no.dotkom.portal.model.ImageRef;
import org.junit.jupiter.api.Test;

class RegistriesTest {
    private static final ImageRef GRADES = new ImageRef("registry.example.no", "grades/web", "1.4.1", null);
    private static final ImageRef VOTING = new ImageRef("registry.example.no", "voting/web", "1.4.1", null);

    /** Keeps everything, and answers with what it is given to answer. */
    private static final class Kept implements Registry {
        private final List<ImageRef> asked = new ArrayList<>();
        private boolean silent;

        @Override
        public boolean keeps(ImageRef image) {
            return true;
        }

        @Override
        public ImageAnswer image(ImageRef image) {
            return new ImageAnswer.Unanswered("not asked");
        }

        @Override
        public List<Tagged> newest(ImageRef image, int most) {
            asked.add(image);
            return silent ? List.of() : List.of(new Tagged(image, 1, Set.of(), Instant.EPOCH, false));
        }
    }

    private final Kept kept = new Kept();
    private final Registries registries = new Registries(List.of(kept), new OpenRegistry(new Http()));

    @Test
    void thoseWhoLookTogetherShareOneAnswer() {
        for (var i = 0; i < 5; i++) {
            assertThat(registries.newest(GRADES, 10)).hasSize(1);
        }
        assertThat(registries.newest(VOTING, 10))
                .extracting(tagged -> tagged.image())
                .containsExactly(VOTING);
        assertThat(kept.asked).containsExactly(GRADES, VOTING);
    }

    @Test
    void whatNobodyAnsweredIsAskedAgain() {
        // Given
        kept.silent = true;
        assertThat(registries.newest(GRADES, 10)).isEmpty();

        // When
        kept.silent = false;

        // Then
        assertThat(registries.newest(GRADES, 10)).hasSize(1);
    }
}
