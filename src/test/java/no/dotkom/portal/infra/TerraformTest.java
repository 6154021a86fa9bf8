package no.dotkom.portal.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every file of infra-bootstrap/ and packer/, and what Terraform itself says of them. */
class TerraformTest {
    private static final Path INFRA = Path.of("infra-bootstrap");
    private static final Path PACKER = Path.of("packer");
    private static final Pattern BLOCK =
            Pattern.compile("^(variable|output) \"([a-z_0-9]+)\" \\{\n(.*?)\n}$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern SENTENCE = Pattern.compile("error_message\\s*=\\s*\"(.*)\"");

    private record Block(Path file, String kind, String name, String body) {
        boolean has(String attribute) {
            return body.lines().anyMatch(line -> line.matches("  " + attribute + "\\b.*"));
        }

        boolean isSwitch() {
            return body.lines().anyMatch(line -> line.matches("  type +\\= bool"));
        }

        @Override
        public String toString() {
            return file + " " + kind + " " + name;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path root, String... endings) {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Block> blocks(String kind) {
        var blocks = new ArrayList<Block>();
        for (var file : Stream.concat(files(INFRA, ".tf").stream(), files(PACKER, ".pkr.hcl").stream())
                .toList()) {
            var matcher = BLOCK.matcher(text(file));
            while (matcher.find()) {
                if (matcher.group(1).equals(kind)) {
                    blocks.add(new Block(file, kind, matcher.group(2), matcher.group(3)));
                }
            }
        }
        return blocks;
    }

    static Stream<Path> modules() throws IOException {
        return Stream.concat(Files.list(INFRA.resolve("modules")), Files.list(INFRA.resolve("examples")))
                .sorted();
    }

    @Test
    void everyVariableSaysWhatItIsAndOfWhichType() {
        assertThat(blocks("variable")).hasSizeGreaterThan(100).allSatisfy(variable -> {
            assertThat(variable.has("description"))
                    .as("%s has a description", variable)
                    .isTrue();
            assertThat(variable.has("type")).as("%s has a type", variable).isTrue();
        });
    }

    @Test
    void everyVariableThatCanBeWrongIsLookedAt() {
        assertThat(blocks("variable"))
                .filteredOn(variable -> !variable.isSwitch())
                .allSatisfy(variable -> assertThat(variable.has("validation"))
                        .as("%s has a validation", variable)
                        .isTrue());
    }

    @Test
    void whatIsWrongIsToldInSentences() {
        var sentences = Stream.concat(files(INFRA, ".tf").stream(), files(PACKER, ".pkr.hcl").stream())
                .flatMap(file -> SENTENCE.matcher(text(file)).results())
                .map(found -> found.group(1))
                .toList();
        assertThat(sentences)
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        sentence -> assertThat(sentence).hasSizeGreaterThan(40).matches("[A-Z${a-z].*[.]|.*: .*"));
    }

    @Test
    void everyOutputSaysWhatItIs() {
        assertThat(blocks("output"))
                .hasSizeGreaterThan(30)
                .allSatisfy(output -> assertThat(output.has("description"))
                        .as("%s has a description", output)
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyModuleAndRootNamesItsVersions(Path module) {
        assertThat(text(module.resolve("versions.tf")))
                .contains("required_version = \">= 1.9\"", "source  = \"hashicorp/aws\"", "version = \"~> 5.100\"");
        assertThat(files(module, ".tf"))
                .extracting(file -> file.getFileName().toString())
                .contains("main.tf", "variables.tf", "outputs.tf");
    }

    @Test
    void noInstanceAnswersContainers() {
        var templates = files(INFRA, ".tf").stream()
                .flatMap(file -> Pattern.compile("resource \"aws_launch_template\".*?\n}\n", Pattern.DOTALL)
                        .matcher(text(file))
                        .results())
                .map(found -> found.group().replaceAll(" +", " "))
                .toList();
        assertThat(templates)
                .hasSize(2)
                .allSatisfy(template ->
                        assertThat(template).contains("http_tokens = \"required\"", "http_put_response_hop_limit = 1"));
    }

    /** A node without an image of ours is made the same at its start. */
    @ParameterizedTest
    @CsvSource({
        "ecs.config,etc/ecs/ecs.config",
        "metadata-drop,usr/local/sbin/metadata-drop",
        "metadata-drop.service,etc/systemd/system/metadata-drop.service",
        "ecs-needs-metadata-drop.conf,etc/systemd/system/ecs.service.d/metadata-drop.conf"
    })
    void imagesHoldWhatNodesGetAtTheirStart(String atStart, String inImage) {
        assertThat(text(PACKER.resolve("files").resolve(inImage)))
                .isEqualTo(text(INFRA.resolve("modules/nodes/files").resolve(atStart)));
    }

    /** aws-facts §11. */
    @Test
    void theAgentIsSetAsItShouldBe() {
        assertThat(text(PACKER.resolve("files/etc/ecs/ecs.config")).lines())
                .contains("ECS_RESERVED_MEMORY=256", "ECS_DYNAMIC_HOST_PORT_RANGE=32768-60999")
                .contains("ECS_DISABLE_PRIVILEGED=true", "ECS_AWSVPC_BLOCK_IMDS=true", "ECS_POLL_METRICS=true")
                .noneMatch(line -> Stream.of(
                                "ECS_AVAILABLE_LOGGING_DRIVERS",
                                "ECS_ENABLE_TASK_IAM_ROLE",
                                "ECS_ENABLE_SPOT_INSTANCE_DRAINING",
                                "ECS_CLUSTER")
                        .anyMatch(line::startsWith));
    }

    @Test
    @Tag("alone")
    void terraformAndTheImagesToolsFindNothingWrong() {
        assumeTrue(
                Script.installed("terraform"), "terraform is not installed, so infra-bootstrap/ is read, not checked");
        // When
        var outcome = Script.infra("check");
        // Then
        outcome.skipped().forEach(System.err::println);
        assertThat(outcome.exit()).as(outcome.said()).isZero();
        assertThat(outcome.said())
                .contains("== terraform fmt", "== packer", "All is well.")
                .contains(Map.of("validate", "examples/minimal", "test", "modules/portal").entrySet().stream()
                        .map(step -> "== terraform " + step.getKey() + " infra-bootstrap/" + step.getValue())
                        .toList());
    }
}
