namespace Tongke.Kernel.Schemas;

/// <summary>Encrypts the texts of encrypted fields with the workspace's keys.</summary>
public interface IFieldCipher
{
    /// <summary>Encrypts <paramref name="text"/>, bound to <paramref name="field"/>: moved to another column it can't be read.</summary>
    byte[] Encrypt(string text, FieldSchema field);

    /// <summary>The text that was encrypted.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It was changed, belongs to another field, or its key is gone.</exception>
    string Decrypt(byte[] bytes, FieldSchema field);
}
