package no.dotkom.portal;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.net.IDN;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.PlainSQL;
import org.jooq.impl.DSL;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.web.bind.annotation.RequestMapping;

/** The rules of style.md §1 that a compiler does not see. */
class ArchitectureTest {
    private static final String ROOT = "no.dotkom.portal";
    private static final String[] THINKING = {ROOT + ".plan..", ROOT + ".diagnose..", ROOT + ".model.."};
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** The client itself: an exception of one may be recognised elsewhere. */
    private static final DescribedPredicate<JavaClass> AN_HTTP_CLIENT = resideInAnyPackage(
                    "java.net.http..",
                    "org.springframework.web.client..",
                    "org.springframework.web.reactive.function.client..",
                    "org.springframework.http.client..",
                    "org.apache.http..",
                    "org.apache.hc..",
                    "okhttp3..")
            .or(type(java.net.URLConnection.class))
            .or(type(java.net.HttpURLConnection.class))
            .or(type(java.net.Socket.class))
            .and(not(assignableTo(Throwable.class)));

    private static final DescribedPredicate<JavaClass> JOOQ = resideInAnyPackage("org.jooq..", "no.dotkom.portaldb..");

    @Test
    void roomsUseOnlyTheRoomsTheyDeclare() {
        ApplicationModules.of(PortalApplication.class).verify();
    }

    @Test
    void theThinkingRoomsSeeOnlyEachOther() {
        classes()
                .that()
                .resideInAnyPackage(THINKING)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(THINKING)
                        .or(resideInAPackage("java.."))
                        .or(resideInAPackage("org.jspecify.annotations"))
                        .or(resideInAPackage("org.springframework.modulith")))
                .check(CLASSES);
    }

    @Test
    void theThinkingRoomsHaveNoClockAndNoDice() {
        noClasses()
                .that()
                .resideInAnyPackage(THINKING)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat(type(Clock.class)
                        .or(type(java.util.Random.class))
                        .or(type(ThreadLocalRandom.class))
                        .or(type(java.security.SecureRandom.class)))
                .check(CLASSES);
    }

    @Test
    void theThinkingRoomsDoNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAnyPackage(THINKING)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.io..", "java.net..", "java.sql..", "java.nio.file..", "java.nio.channels..")
                        .and(not(type(IDN.class))))
                .check(CLASSES);
    }

    @Test
    void theAwsSdkIsKnownInOneRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".aws..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void anHttpClientIsKnownToOneClassOfTheOutside() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".outside..")
                .should()
                .dependOnClassesThat(AN_HTTP_CLIENT)
                .check(CLASSES);
        assertThat(namesOfThoseThatUse(AN_HTTP_CLIENT)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void sqlIsWrittenInRepositories() {
        noClasses()
                .that(not(topLevelNamed("Repository")).and(not(topLevelNamed("Configuration"))))
                .should()
                .dependOnClassesThat(JOOQ)
                .check(CLASSES);
        assertThat(namesOfThoseThatUse(JOOQ))
                .filteredOn(name -> name.endsWith("Configuration"))
                .hasSizeLessThanOrEqualTo(1);
    }

    /**
     * S26: statements are made of tables and columns, never of text. The one that jOOQ has no words for is a constant
     * with parameters.
     */
    private static final ArchRule NO_TEXT_BECOMES_A_STATEMENT = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".aws.BucketRepository")
            .should()
            .callCodeUnitWhere(JavaCall.Predicates.target(
                    HasAnnotations.Predicates.annotatedWith(PlainSQL.class).forSubtype()));

    @Test
    void noTextBecomesAStatement() {
        NO_TEXT_BECOMES_A_STATEMENT.check(CLASSES);
    }

    @Test
    void aTextThatBecomesAStatementIsFound() {
        assertThat(NO_TEXT_BECOMES_A_STATEMENT
                        .evaluate(new ClassFileImporter().importClasses(Careless.class))
                        .getFailureReport()
                        .getDetails())
                .hasSize(2);
    }

    private static final class Careless {
        static int remove(DSLContext sql, String name) {
            return sql.execute("delete from app where name = '" + name + "'")
                    + sql.fetchCount(DSL.selectOne().where(DSL.condition("name = '" + name + "'")));
        }
    }

    @Test
    void nothingIsInjectedIntoFields() {
        fields().should()
                .notBeAnnotatedWith(Autowired.class)
                .andShould()
                .notBeAnnotatedWith(Value.class)
                .andShould()
                .notBeAnnotatedWith("jakarta.inject.Inject")
                .andShould()
                .notBeAnnotatedWith("jakarta.annotation.Resource")
                .check(CLASSES);
    }

    @Test
    void onlyControllersMapUrls() {
        methods()
                .that()
                .areMetaAnnotatedWith(RequestMapping.class)
                .or()
                .areAnnotatedWith(RequestMapping.class)
                .should()
                .beDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Controller")
                .andShould()
                .beDeclaredInClassesThat()
                .resideInAPackage("..web..")
                .check(CLASSES);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.web.servlet.function..")
                .check(CLASSES);
    }

    @Test
    void controllersLiveInWeb() {
        classes()
                .that()
                .areMetaAnnotatedWith("org.springframework.stereotype.Controller")
                .or()
                .areAnnotatedWith("org.springframework.stereotype.Controller")
                .should()
                .haveSimpleNameEndingWith("Controller")
                .andShould()
                .resideInAPackage("..web..")
                .check(CLASSES);
    }

    @Test
    void noProcessIsStarted() {
        noClasses()
                .should()
                .dependOnClassesThat(type(ProcessBuilder.class))
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "Runtime.exec",
                        call -> call.getTargetOwner().isEquivalentTo(Runtime.class)
                                && call.getName().equals("exec")))
                .check(CLASSES);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .that()
                .areTopLevelClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Processor|Data|Info)")
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes().should(beInANullMarkedPackage()).check(CLASSES);
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package with @NullMarked") {
            @Override
            public void check(JavaClass found, ConditionEvents events) {
                var marked = found.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(found, marked, found.getPackageName() + " has no @NullMarked"));
            }
        };
    }

    private static DescribedPredicate<JavaClass> topLevelNamed(String suffix) {
        return DescribedPredicate.describe(
                "in a class named *" + suffix, found -> topLevelName(found).endsWith(suffix));
    }

    private static Set<String> namesOfThoseThatUse(DescribedPredicate<JavaClass> used) {
        return CLASSES.stream()
                .filter(found -> found.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> used.test(dependency.getTargetClass())))
                .map(ArchitectureTest::topLevelName)
                .collect(Collectors.toSet());
    }

    private static String topLevelName(JavaClass found) {
        var name = found.getName();
        var nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
