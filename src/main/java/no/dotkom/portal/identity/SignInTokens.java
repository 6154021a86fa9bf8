package no.dotkom.portal.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The tokens of sign-ins, sealed with AES-256-GCM and bound to their member, so that a row moved to another member does
 * not open. Without a key nothing is kept.
 */
@Component
class SignInTokens {
    private static final Logger log = LoggerFactory.getLogger(SignInTokens.class);
    /** Bytes of the nonce and bits of the tag, as NIST SP 800-38D recommends them. */
    private static final int NONCE = 12;

    private static final int TAG = 128;
    private final SecureRandom random = new SecureRandom();
    private final MemberRepository repository;
    private final Clock clock;
    private final @Nullable SecretKeySpec key;

    SignInTokens(MemberRepository repository, IdentityProperties properties, Clock clock) {
        this.repository = repository;
        this.clock = clock;
        var text = properties.tokenKey();
        this.key = text == null ? null : new SecretKeySpec(Base64.getDecoder().decode(text), "AES");
    }

    void keep(UUID member, Tokens tokens) {
        if (key != null) {
            repository.keepTokens(member, seal(key, member, format(tokens)), clock.instant());
        }
    }

    Optional<Tokens> of(UUID member) {
        if (key == null) {
            return Optional.empty();
        }
        return repository.tokens(member).flatMap(row -> open(key, member, row));
    }

    void forget(UUID member) {
        repository.forgetTokens(member);
    }

    private byte[] seal(SecretKeySpec with, UUID member, String text) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var box = cipher(Cipher.ENCRYPT_MODE, with, nonce, member).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE + box.length).put(nonce).put(box).array();
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException("AES-GCM is not available", unavailable);
        }
    }

    private static Optional<Tokens> open(SecretKeySpec with, UUID member, byte[] row) {
        var nonce = Arrays.copyOf(row, NONCE);
        try {
            var text = cipher(Cipher.DECRYPT_MODE, with, nonce, member).doFinal(row, NONCE, row.length - NONCE);
            return Optional.of(parse(new String(text, StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException otherKey) {
            log.warn("The tokens of member {} were sealed with another key; they must sign in again", member);
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec with, byte[] nonce, UUID member)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, with, new GCMParameterSpec(TAG, nonce));
        cipher.updateAAD(member.toString().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static String format(Tokens tokens) {
        return tokens.accessExpires() + "\n" + tokens.access() + "\n"
                + (tokens.refresh() == null ? "" : tokens.refresh());
    }

    private static Tokens parse(String text) {
        var lines = text.split("\n", -1);
        return new Tokens(lines[1], Instant.parse(lines[0]), lines[2].isEmpty() ? null : lines[2]);
    }
}
